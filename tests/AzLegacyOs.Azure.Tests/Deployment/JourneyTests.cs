using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;

namespace AzLegacyOs.Azure.Tests.Deployment;

public class JourneyTests
{
    [Fact]
    public async Task The_image_arrives_byte_for_byte_and_is_attached()
    {
        using var journey = new Journey();
        DeploymentResult result = await journey.RunAsync();
        journey.AssertUploaded();
        Assert.Equal("legacy01", result.Name);
        Assert.Equal("Standard_B2ls_v2", result.Size);
        Assert.Equal("westeurope", result.Location);
        Assert.Equal("10.84.0.4", result.PrivateIpAddress);
        Assert.Null(result.PublicIpAddress);
        Assert.EndsWith("/virtualMachines/legacy01", result.VmId);
        Assert.InRange(result.UploadedBytes, 5 * Samples.MiB, 6 * Samples.MiB);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task What_is_sent_is_what_the_plan_shows()
    {
        using var journey = new Journey { Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7"], Zone = "2", LicenseType = "Windows_Server", Tags = new Dictionary<string, string> { ["owner"] = "ops" } } };
        DeploymentPlan plan = await journey.PlanAsync();
        await DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, journey.Disk.AsFixedVhd());
        var sent = journey.Exchanges.Where(e => e.Request.Method == "PUT" && e.Request.Query("comp") is null).ToList();
        Assert.Equal(plan.Resources.Select(r => r.Id), sent.Select(e => e.Request.Uri.AbsolutePath));
        foreach ((PlannedResource resource, JsonNode? body) in plan.Resources.Zip(sent.Select(e => JsonNode.Parse(e.Request.Body))))
            Assert.True(JsonNode.DeepEquals(System.Text.Json.JsonSerializer.SerializeToNode(resource.Properties), body), resource.Type);
    }

    [Theory]
    [InlineData("StandardSSD_LRS", true)]
    [InlineData("StandardSSD_ZRS", false)]
    public async Task A_disk_is_put_into_the_zone_of_the_machine_unless_it_is_in_all_of_them(string sku, bool isInZone)
    {
        using var journey = new Journey { Request = Samples.Request with { Zone = "2", DiskSku = sku } };
        DeploymentResult result = await journey.RunAsync();
        Assert.Equal(isInZone, result.Plan.Resources.Single(r => r.Type.EndsWith("/disks")).Properties.ContainsKey("zones"));
        Assert.True(result.Plan.Resources.Single(r => r.Type.EndsWith("/virtualMachines")).Properties.ContainsKey("zones"));
        Assert.All((await journey.PlanAsync()).Resources, r => Assert.Equal(PlannedAction.Use, r.Action));
    }

    [Fact]
    public async Task The_disk_is_declared_with_its_system_its_generation_and_the_length_of_the_file()
    {
        using var journey = new Journey();
        DeploymentPlan plan = await journey.PlanAsync();
        JsonNode properties = System.Text.Json.JsonSerializer.SerializeToNode(plan.Resources.Single(r => r.Type.EndsWith("disks")).Properties)!["properties"]!;
        Assert.Equal(("Windows", "V1"), ((string)properties["osType"]!, (string)properties["hyperVGeneration"]!));
        Assert.Equal(("Upload", journey.Disk.AsFixedVhd().Length), ((string)properties["creationData"]!["createOption"]!, (long)properties["creationData"]!["uploadSizeBytes"]!));
    }

    [Fact]
    public async Task Nothing_illegal_for_an_attached_disk_is_sent()
    {
        using var journey = new Journey();
        DeploymentPlan plan = await journey.PlanAsync();
        JsonNode machine = System.Text.Json.JsonSerializer.SerializeToNode(plan.Resources.Single(r => r.Type.EndsWith("virtualMachines")).Properties)!;
        Assert.Equal(
            ["bootDiagnostics"], ((JsonObject)machine["properties"]!["diagnosticsProfile"]!).Select(p => p.Key));
        Assert.Equal(["diagnosticsProfile", "hardwareProfile", "networkProfile", "storageProfile"], ((JsonObject)machine["properties"]!).Select(p => p.Key).Order());
        Assert.Equal(["osDisk"], ((JsonObject)machine["properties"]!["storageProfile"]!).Select(p => p.Key));
        JsonNode disk = machine["properties"]!["storageProfile"]!["osDisk"]!;
        Assert.Equal(("Attach", "Windows", "ReadOnly", "Detach"), ((string)disk["createOption"]!, (string)disk["osType"]!, (string)disk["caching"]!, (string)disk["deleteOption"]!));
        Assert.Equal(["id"], ((JsonObject)disk["managedDisk"]!).Select(p => p.Key));
    }

    [Fact]
    public async Task Closed_by_default_and_open_to_a_named_source_alone()
    {
        using var closed = new Journey();
        DeploymentPlan plan = await closed.PlanAsync();
        Assert.DoesNotContain(plan.Resources, r => r.Type.EndsWith("publicIPAddresses"));
        Assert.Equal("no inbound rule", plan.Resources.Single(r => r.Type.EndsWith("networkSecurityGroups")).Summary);

        using var open = new Journey { Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7", "198.51.100.0/28"] } };
        DeploymentResult result = await open.RunAsync();
        Assert.NotNull(result.PublicIpAddress);
        JsonNode group = JsonNode.Parse(open.Exchanges.Single(e => Journey.IsPut(e.Request, "networkSecurityGroups")).Request.Body)!;
        JsonNode rule = group["properties"]!["securityRules"]!.AsArray().Single()!["properties"]!;
        Assert.Equal(["203.0.113.7", "198.51.100.0/28"], rule["sourceAddressPrefixes"]!.AsArray().Select(a => (string)a!));
        Assert.Equal("3389", (string)rule["destinationPortRange"]!);
    }

    [Fact]
    public async Task Planning_sends_nothing_that_changes_anything()
    {
        using var journey = new Journey { Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7"], Extensions = ["BGInfo"] } };
        await journey.PlanAsync();
        await journey.RunAsync();
        int before = journey.Exchanges.Count;
        await journey.PlanAsync();
        Assert.All(journey.Exchanges.Skip(before), e => Assert.Equal("GET", e.Request.Method));
    }

    [Fact]
    public async Task A_second_run_uses_everything_and_sends_nothing()
    {
        using var journey = new Journey();
        DeploymentResult first = await journey.RunAsync();
        int before = journey.Exchanges.Count;
        DeploymentResult second = await journey.RunAsync();
        Assert.All(second.Plan.Resources, r => Assert.Equal(PlannedAction.Use, r.Action));
        Assert.All(journey.Exchanges.Skip(before), e => Assert.Equal("GET", e.Request.Method));
        Assert.Equal((first.VmId, first.DiskId, 0L), (second.VmId, second.DiskId, second.UploadedBytes));
    }

    [Fact]
    public async Task An_existing_subnet_is_used_and_no_network_is_made()
    {
        using var journey = new Journey();
        DeploymentResult first = await journey.RunAsync();
        string subnet = first.NicId.Replace("networkInterfaces/legacy01-nic", "virtualNetworks/legacy01-vnet/subnets/default");
        journey.Request = Samples.Request with { Name = "legacy02", SubnetId = subnet };
        DeploymentResult second = await journey.RunAsync();
        Assert.DoesNotContain(second.Plan.Resources, r => r.Type.EndsWith("virtualNetworks"));
        Assert.Equal("10.84.0.5", second.PrivateIpAddress);
    }

    [Fact]
    public async Task An_extension_that_the_guest_cannot_run_is_skipped_with_the_reason()
    {
        using var journey = new Journey { Request = Samples.Request with { Extensions = ["BGInfo", "bginfo", "Contoso/Thing/1.0"] } };
        DeploymentResult result = await journey.RunAsync();
        Assert.Equal(["BGInfo", "Contoso/Thing/1.0"], result.SkippedExtensions.Select(e => e.Name));
        Assert.All(result.SkippedExtensions, e => Assert.Contains("VM agent does not run on Windows Server 2003 R2", e.Reason));
        Assert.DoesNotContain(journey.Exchanges, e => e.Request.Method == "PUT" && e.Request.Uri.AbsolutePath.Contains("/extensions/"));
    }

    [Fact]
    public async Task Progress_only_grows_and_ends_with_the_last_step()
    {
        using var journey = new Journey();
        var seen = new List<DeploymentProgress>();
        await journey.RunAsync(new Listener(seen));
        Assert.Equal(seen.Max(p => p.Steps), seen[^1].Step);
        Assert.Equal(seen.Select(p => p.Step).Order(), seen.Select(p => p.Step));
        var uploads = seen.Select(p => p.Upload).OfType<Azure.Upload.UploadProgress>().ToList();
        Assert.NotEmpty(uploads);
        Assert.Equal(uploads.Select(p => p.BytesDone).Order(), uploads.Select(p => p.BytesDone));
        Assert.Equal((uploads[^1].BytesTotal, TimeSpan.Zero), (uploads[^1].BytesDone, uploads[^1].TimeLeft));
    }

    private sealed class Listener(List<DeploymentProgress> seen) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value)
        {
            lock (seen) seen.Add(value);
        }
    }
}
