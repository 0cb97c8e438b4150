using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>What exists and was named is used and never changed; what is opened is opened because somebody said so.</summary>
public class NetworkTests
{
    private const string Rg = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-legacy";

    private const string Providers = Rg + "/providers/";

    [Theory]
    [InlineData("*")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("Internet")]
    public async Task The_whole_internet_is_let_in_only_where_a_person_says_so_in_so_many_words(string everybody)
    {
        using var journey = new Journey { Request = Samples.Request with { AllowRdpFrom = [everybody] } };
        await Assert.ThrowsAsync<ArgumentException>(() => journey.PlanAsync());
        journey.Request = journey.Request with { ExposeRdpToInternet = true };
        DeploymentResult result = await journey.RunAsync();
        Assert.Contains(result.Warnings, w => w.Contains("whole internet"));
        JsonNode rule = JsonNode.Parse(journey.Exchanges.Single(e => Journey.IsPut(e.Request, "networkSecurityGroups")).Request.Body)!["properties"]!["securityRules"]![0]!["properties"]!;
        Assert.Equal("Internet", (string)rule["sourceAddressPrefix"]!);
        Assert.Null(rule["sourceAddressPrefixes"]);
    }

    [Fact]
    public async Task What_is_named_is_used_and_not_changed()
    {
        using var journey = new Journey();
        PreflightTests.Put(journey, null, """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Network/networkSecurityGroups/own", """{"location":"westeurope","properties":{"securityRules":[{"name":"open","properties":{"direction":"Inbound","access":"Allow","protocol":"Tcp","priority":100,"sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"3389"}}]}}""");
        PreflightTests.Put(journey, "Microsoft.Compute/availabilitySets/set", """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Compute/proximityPlacementGroups/near", """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Compute/diskEncryptionSets/keys", """{"location":"westeurope"}""");
        journey.Request = Samples.Request with
        {
            NetworkSecurityGroupId = Providers + "Microsoft.Network/networkSecurityGroups/own",
            AvailabilitySetId = Providers + "Microsoft.Compute/availabilitySets/set",
            ProximityPlacementGroupId = Providers + "Microsoft.Compute/proximityPlacementGroups/near",
            DiskEncryptionSetId = Providers + "Microsoft.Compute/diskEncryptionSets/keys",
        };
        int before = journey.Exchanges.Count;
        DeploymentResult result = await journey.RunAsync();
        Assert.Contains(result.Warnings, w => w.StartsWith("ALO7117", StringComparison.Ordinal));
        string[] put = [.. journey.Exchanges.Skip(before).Where(e => e.Request.Method == "PUT" && e.Request.Query("comp") is null).Select(e => e.Request.Uri.AbsolutePath.Split('/')[^2])];
        Assert.Equal(["virtualNetworks", "networkInterfaces", "disks", "virtualMachines"], put);
        JsonNode machine = Body(journey, "virtualMachines")["properties"]!;
        Assert.EndsWith("/set", (string)machine["availabilitySet"]!["id"]!);
        Assert.EndsWith("/near", (string)machine["proximityPlacementGroup"]!["id"]!);
        Assert.EndsWith("/keys", (string)Body(journey, "disks")["properties"]!["encryption"]!["diskEncryptionSetId"]!);
        Assert.EndsWith("/own", (string)Body(journey, "networkInterfaces")["properties"]!["networkSecurityGroup"]!["id"]!);
    }

    [Fact]
    public async Task An_existing_network_interface_brings_its_network()
    {
        using var journey = new Journey();
        DeploymentResult other = await journey.RunAsync();
        string subnet = other.NicId.Replace("networkInterfaces/legacy01-nic", "virtualNetworks/legacy01-vnet/subnets/default");
        PreflightTests.Put(journey, "Microsoft.Network/networkInterfaces/free", """{"location":"westeurope","properties":{"ipConfigurations":[{"name":"p","properties":{"subnet":{"id":"SUBNET"}}}]}}""".Replace("SUBNET", subnet));
        journey.Request = Samples.Request with { Name = "legacy02", NetworkInterfaceId = Providers + "Microsoft.Network/networkInterfaces/free" };
        DeploymentResult result = await journey.RunAsync();
        Assert.Equal((journey.Request.NetworkInterfaceId, "10.84.0.5"), (result.NicId, result.PrivateIpAddress));
        Assert.DoesNotContain(result.Plan.Resources, r => r.Type.StartsWith("Microsoft.Network/") && r.Action == PlannedAction.Create);

        journey.Request = journey.Request with { Name = "legacy03", NetworkInterfaceId = other.NicId };
        Assert.Equal("ALO7141", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
        journey.Request = journey.Request with { NetworkInterfaceId = other.NicId + "x" };
        Assert.Equal("ALO7141", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
    }

    [Fact]
    public async Task Further_images_become_data_disks()
    {
        using var journey = new Journey();
        SparseDisk first = Samples.Disk(seed: 5), second = Samples.Disk(seed: 6);
        Assessment empty = Samples.Server2003 with { Verdict = Verdict.Unknown, Guest = null, Status = null };
        DataDisk[] disks = [new("one.vhdx", empty, first.AsFixedVhd()), new("two.vmdk", empty, second.AsFixedVhd())];
        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(journey.Connection, journey.Assessment, journey.Disk.AsFixedVhd(), journey.Request, disks, TestContext.Current.CancellationToken);
        DeploymentResult result = await DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, journey.Disk.AsFixedVhd(), disks, cancellationToken: TestContext.Current.CancellationToken);
        journey.AssertUploaded();
        Journey.AssertSame(first.AsFixedVhd(), journey.Azure.OpenUploadedDisk("legacy01-data0"));
        Journey.AssertSame(second.AsFixedVhd(), journey.Azure.OpenUploadedDisk("legacy01-data1"));
        JsonArray attached = Body(journey, "virtualMachines")["properties"]!["storageProfile"]!["dataDisks"]!.AsArray();
        Assert.Equal([0, 1], attached.Select(d => (int)d!["lun"]!));
        Assert.All(attached, d => Assert.Equal(("Attach", "Detach"), ((string)d!["createOption"]!, (string)d["deleteOption"]!)));
        Assert.InRange(result.UploadedBytes, 15 * Samples.MiB, 18 * Samples.MiB);

        DeploymentPlan again = await DeploymentPlanner.PlanAsync(journey.Connection, journey.Assessment, journey.Disk.AsFixedVhd(), journey.Request, disks, TestContext.Current.CancellationToken);
        Assert.All(again.Resources, r => Assert.Equal(PlannedAction.Use, r.Action));
        await Assert.ThrowsAsync<ArgumentException>(() => DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, journey.Disk.AsFixedVhd()));
    }

    [Fact]
    public async Task What_exists_under_a_name_and_is_not_as_wanted_is_said()
    {
        using var journey = new Journey();
        PreflightTests.Put(journey, null, """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Network/networkSecurityGroups/legacy01-nsg", """{"location":"WestEurope","properties":{"securityRules":[{"name":"own","properties":{"direction":"Inbound"}}]}}""");
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Equal(["properties.securityRules"], plan.Resources.Single(r => r.Name == "legacy01-nsg").Differences);
        Assert.Contains(plan.Warnings, w => w.Contains("legacy01-nsg") && w.Contains("properties.securityRules"));
    }

    public static TheoryData<DeploymentRequest> Contradictory =>
    [
        Samples.Request with { Zone = "1", AvailabilitySetId = Providers + "Microsoft.Compute/availabilitySets/a" },
        Samples.Request with { NetworkInterfaceId = Providers + "Microsoft.Network/networkInterfaces/a", AllowRdpFrom = ["203.0.113.7"] },
        Samples.Request with { NetworkInterfaceId = Providers + "Microsoft.Network/networkInterfaces/a", SubnetId = Providers + "Microsoft.Network/virtualNetworks/v/subnets/s" },
        Samples.Request with { NetworkSecurityGroupId = Providers + "Microsoft.Network/networkSecurityGroups/a", AllowRdpFrom = ["203.0.113.7"] },
        Samples.Request with { NetworkSecurityGroupId = Providers + "Microsoft.Network/networkInterfaces/a" },
        Samples.Request with { DiskEncryptionSetId = "keys" },
        Samples.Request with { AvailabilitySetId = Providers + "Microsoft.Compute/availabilitySets/a?x=1" },
        Samples.Request with { Caching = "Write" },
    ];

    [Theory]
    [MemberData(nameof(Contradictory))]
    public async Task What_does_not_go_together_is_refused_first(DeploymentRequest request)
    {
        using var journey = new Journey { Request = request };
        await Assert.ThrowsAsync<ArgumentException>(() => journey.PlanAsync());
        Assert.Empty(journey.Exchanges);
    }

    private static JsonNode Body(Journey journey, string type) => JsonNode.Parse(journey.Exchanges.Last(e => Journey.IsPut(e.Request, type) && e.Request.Body.Length > 0).Request.Body)!;
}
