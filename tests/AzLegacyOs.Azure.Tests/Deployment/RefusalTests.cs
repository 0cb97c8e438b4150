using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Policy;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Deployment;

public class RefusalTests
{
    [Fact]
    public async Task A_blocked_image_is_planned_and_not_run()
    {
        using var journey = new Journey { Assessment = Samples.Blocked() };
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Equal(("ALO3001", true), (plan.Refusals.Single().RuleId, plan.Refusals.Single().CanForce));
        var exception = await Assert.ThrowsAsync<DeploymentRefusedException>(() => journey.RunAsync());
        Assert.True(exception.IsBlocked);
        Assert.Contains("Take an image of the machine before sysprep", exception.Message);
        Assert.All(journey.Exchanges, e => Assert.Equal("GET", e.Request.Method));
    }

    [Fact]
    public async Task Force_goes_past_what_the_guest_may_not_survive_but_not_past_what_Azure_refuses()
    {
        using var guest = new Journey { Assessment = Samples.Blocked(), Request = Samples.Request with { Force = true } };
        DeploymentResult result = await guest.RunAsync();
        Assert.Contains("ALO3001", Assert.Single(result.Warnings));

        using var azure = new Journey { Assessment = Samples.Blocked(refusedByAzure: true), Request = Samples.Request with { Force = true } };
        var exception = await Assert.ThrowsAsync<DeploymentRefusedException>(() => azure.RunAsync());
        Assert.False(exception.Refusals.Single().CanForce);
    }

    [Fact]
    public async Task An_image_that_could_not_be_established_is_warned_of()
    {
        using var journey = new Journey { Assessment = Samples.Server2003 with { Verdict = Verdict.Unknown } };
        Assert.Contains("could not be established", Assert.Single((await journey.PlanAsync()).Warnings));
    }

    [Theory]
    [InlineData("Standard_D2s_v6", "ALO7001")]
    [InlineData("Standard_DC2s_v3", "ALO7001")]
    [InlineData("Standard_D2ps_v5", "ALO7002")]
    [InlineData("Standard_E4d_v5", "ALO7009")]
    [InlineData("Standard_Nonsense", "ALO7008")]
    public async Task A_size_that_cannot_run_the_guest_is_refused_before_anything_is_sent(string size, string ruleId)
    {
        using var journey = new Journey { Request = Samples.Request with { Size = size } };
        DeploymentRefusal refusal = Assert.Single((await journey.PlanAsync()).Refusals);
        Assert.Equal(("PreflightBlocked", ruleId, false), (refusal.ErrorId, refusal.RuleId, refusal.CanForce));
        Assert.StartsWith("Standard_B2ls_v2 would fit.", refusal.Remedy);
    }

    [Fact]
    public async Task More_processors_than_the_guest_supports_are_a_warning()
    {
        using var journey = new Journey { Request = Samples.Request with { Size = "standard_b4ls_v2" } };
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Equal("Standard_B4ls_v2", plan.Size);
        Assert.StartsWith("ALO7003", Assert.Single(plan.Warnings));
    }

    [Fact]
    public async Task A_region_that_does_not_exist_is_named()
    {
        using var journey = new Journey { Request = Samples.Request with { Location = "Mars North" } };
        Assert.Equal("ALO7101", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
    }

    [Fact]
    public async Task A_region_that_Azure_refuses_in_the_run_has_its_own_id()
    {
        using var journey = new Journey();
        journey.Interfere(r => Journey.IsPut(r, "disks"), () => ArmReply.Json(400, JsonNode.Parse("""{"error":{"code":"LocationNotAvailableForResourceType","message":"no"}}""")));
        var exception = await Assert.ThrowsAsync<AzLegacyOs.Azure.Failures.AzureOperationException>(() => journey.RunAsync());
        Assert.Equal("LocationNotAvailable", exception.ErrorId);
    }

    [Fact]
    public async Task A_disk_of_that_name_from_another_image_is_not_touched()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        SparseDisk first = journey.Disk;
        journey.Disk = Samples.Disk(seed: 2);
        journey.Request = Samples.Request with { Name = "legacy02", DiskName = "legacy01-osdisk" };
        Assert.Equal("ALO7141", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
        journey.Disk = first;
        journey.AssertUploaded();
    }

    [Fact]
    public async Task A_disk_from_the_image_as_it_was_before_a_small_change_is_not_taken_for_it()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        Assert.Empty((await journey.PlanAsync()).Refusals);
        journey.Disk.Change((22 * Samples.MiB) + 12_345);
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Equal("ALO7141", Assert.Single(plan.Refusals).RuleId);
    }

    [Fact]
    public async Task A_VM_of_that_name_from_another_disk_is_not_touched()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        journey.Request = Samples.Request with { DiskName = "another" };
        Assert.Equal("ALO7141", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
    }

    [Fact]
    public async Task A_network_interface_of_another_VM_is_not_touched()
    {
        using var journey = new Journey();
        DeploymentResult result = await journey.RunAsync();
        string owner = result.VmId.Replace("legacy01", "other");
        journey.Interfere(
            request => request.Method == "GET" && request.Uri.AbsolutePath.EndsWith("/legacy01-nic", StringComparison.OrdinalIgnoreCase),
            () => ArmReply.Json(200, new JsonObject { ["id"] = result.NicId, ["location"] = "westeurope", ["properties"] = new JsonObject { ["virtualMachine"] = new JsonObject { ["id"] = owner } } }));
        Assert.Equal("ALO7141", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
    }

    [Fact]
    public async Task A_subnet_that_does_not_exist_or_lies_elsewhere_is_refused()
    {
        using var journey = new Journey();
        DeploymentResult result = await journey.RunAsync();
        string subnet = result.NicId.Replace("networkInterfaces/legacy01-nic", "virtualNetworks/legacy01-vnet/subnets/");
        journey.Request = Samples.Request with { Name = "legacy02", SubnetId = subnet + "absent" };
        Assert.Equal("ALO7111", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
        journey.Request = Samples.Request with { Name = "legacy02", SubnetId = subnet + "default", Location = "northeurope" };
        Assert.Equal("ALO7112", Assert.Single((await journey.PlanAsync()).Refusals).RuleId);
    }

    [Fact]
    public async Task An_identity_that_may_not_list_sizes_can_deploy_all_the_same()
    {
        using var journey = new Journey();
        journey.Interfere(r => r.Uri.AbsolutePath.EndsWith("/skus", StringComparison.Ordinal), () => ArmReply.Json(403, JsonNode.Parse("""{"error":{"code":"AuthorizationFailed","message":"no"}}""")));
        DeploymentResult result = await journey.RunAsync();
        Assert.Equal("Standard_B2ls_v2", result.Size);
        Assert.StartsWith("ALO7105", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task Another_image_than_the_planned_one_is_refused()
    {
        using var journey = new Journey();
        DeploymentPlan plan = await journey.PlanAsync();
        await Assert.ThrowsAsync<Disks.DiskFormatException>(() => DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, Samples.Disk(seed: 2).AsFixedVhd()));
        Assert.All(journey.Exchanges, e => Assert.Equal("GET", e.Request.Method));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("Internet")]
    [InlineData("0.0.0.0/0")]
    [InlineData("0.0.0.0")]
    [InlineData("128.0.0.0/1")]
    [InlineData("::/0")]
    [InlineData("2001:db8::1")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("203.0.113.7/024x")]
    [InlineData("203.0.113.7/33")]
    [InlineData("203.0.113.7/8/8")]
    [InlineData("example.com")]
    [InlineData("")]
    public async Task Remote_Desktop_is_opened_to_nobody_but_a_named_address(string source)
    {
        using var journey = new Journey { Request = Samples.Request with { AllowRdpFrom = [source] } };
        await Assert.ThrowsAsync<ArgumentException>(() => journey.PlanAsync());
        Assert.Empty(journey.Exchanges);
    }

    private const string Group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-legacy/providers";

    [Fact]
    public void An_id_means_the_same_in_any_case_of_letters()
    {
        string subnet = (Group + "/Microsoft.Network/virtualNetworks/v_1/subnets/s.1").ToLowerInvariant(), set = (Group + "/Microsoft.Compute/availabilitySets/set").ToUpperInvariant();
        DeploymentRequest request = RequestCheck.Check(Samples.Request with { SubnetId = subnet, AvailabilitySetId = set, ResourceGroup = ".a(b)-1", Name = new string('a', 64) });
        Assert.Equal((subnet, set), (request.SubnetId, request.AvailabilitySetId));
    }

    [Theory]
    [InlineData("203.0.113.77/24", "203.0.113.0/24")]
    [InlineData("50.206.209.68/27", "50.206.209.64/27")]
    [InlineData("203.0.113.7/32", "203.0.113.7/32")]
    [InlineData("10.255.255.255/8", "10.0.0.0/8")]
    public void A_prefix_is_told_by_its_first_address(string given, string told) =>
        Assert.Equal([told], RequestCheck.Check(Samples.Request with { AllowRdpFrom = [given] }).AllowRdpFrom);

    public static TheoryData<DeploymentRequest> Unusable =>
    [
        Samples.Request with { Name = "" },
        Samples.Request with { Name = "a/b" },
        Samples.Request with { Name = new string('a', 65) },
        Samples.Request with { ResourceGroup = "ends." },
        Samples.Request with { ResourceGroup = "a/../b" },
        Samples.Request with { Location = "west?europe" },
        Samples.Request with { DiskName = "-disk" },
        Samples.Request with { DiskName = "_disk" },
        Samples.Request with { DiskName = "disk-" },
        Samples.Request with { DiskName = "disk." },
        Samples.Request with { DiskName = new string('a', 81) },
        Samples.Request with { Name = "legacy01\n" },
        Samples.Request with { Name = new string('a', 60) },
        Samples.Request with { ResourceGroup = "rg\n" },
        Samples.Request with { SubnetId = Group + "/Microsoft.Network/virtualNetworks/../subnets/s" },
        Samples.Request with { SubnetId = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/../providers/Microsoft.Network/virtualNetworks/v/subnets/s" },
        Samples.Request with { DiskEncryptionSetId = Group + "/Microsoft.Compute/diskEncryptionSets/a\n" },
        Samples.Request with { Tags = new Dictionary<string, string> { ["a<b"] = "" } },
        Samples.Request with { Tags = new Dictionary<string, string> { [""] = "" } },
        Samples.Request with { Tags = new Dictionary<string, string> { ["owner"] = new('x', 257) } },
        Samples.Request with { Tags = new Dictionary<string, string> { [new('x', 513)] = "" } },
        Samples.Request with { Tags = new Dictionary<string, string> { ["owner"] = "", ["Owner"] = "" } },
        Samples.Request with { Tags = new Dictionary<string, string> { ["AzLegacyOs-image"] = "" } },
        Samples.Request with { SubnetId = "/subscriptions/x" },
        Samples.Request with { Zone = "4" },
        Samples.Request with { DiskSku = "UltraSSD_LRS" },
        Samples.Request with { LicenseType = "Windows" },
        Samples.Request with { Upload = new UploadOptions { MaxConcurrency = 0 } },
        Samples.Request with { Upload = new UploadOptions { MaxConcurrency = 25 } },
        Samples.Request with { Upload = new UploadOptions { MaxBytesPerSecond = 0 } },
    ];

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_value_that_Azure_would_refuse_is_refused_first(DeploymentRequest request)
    {
        using var journey = new Journey { Request = request };
        await Assert.ThrowsAsync<ArgumentException>(() => journey.PlanAsync());
        Assert.Empty(journey.Exchanges);
    }
}
