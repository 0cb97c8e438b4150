using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Azure.Tests.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Contract;

/// <summary>What we send, and what the rehearsal answers, held against Microsoft's API specifications.</summary>
public class ContractTests
{
    [Fact]
    public async Task Every_exchange_of_the_journey_keeps_to_the_specifications()
    {
        string check = Specifications.ContractCheck;
        using var folder = new TemporaryFolder();
        string file = folder.Combine("exchanges.jsonl");
        File.WriteAllLines(file, await RecordAsync());
        (int exitCode, string output) = NodeModules.Run(NodeModules.Require("oav", check, file));
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"\b\d{2,} exchanges, 0 faults, \d+ of operations", output);
    }

    private static async Task<IReadOnlyList<string>> RecordAsync()
    {
        using var full = new Journey
        {
            Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7"], Zone = "1", LicenseType = "Windows_Server", Tags = new Dictionary<string, string> { ["owner"] = "ops" } },
        };
        await full.RunAsync();
        await full.PlanAsync();
        await MachineCheck.LookAsync(full.Connection, new MachineCheckOptions { ResourceGroup = "rg-legacy", Name = "legacy01", TryPort = false });
        await foreach (Policy.Machines.MachineOs machine in new MachineInventory(full.Connection, DateTime.UtcNow).ReadAllAsync()) Assert.NotNull(machine.Release);
        using var failing = new Journey { Request = Samples.Request with { RemoveOnFailure = true } };
        failing.Interfere(r => Journey.IsPut(r, "virtualMachines"), () => ArmReply.Json(409, JsonNode.Parse("""{"error":{"code":"SkuNotAvailable","message":"no"}}""")));
        await Assert.ThrowsAsync<AzureOperationException>(() => failing.RunAsync());

        using Journey placed = await PlacedAsync();
        using Journey resumed = await ResumedAsync();

        // The checker takes the address of an operation of Resource Manager for that of a resource by its id.
        return [.. full.Exchanges.Concat(failing.Exchanges).Concat(placed.Exchanges).Concat(resumed.Exchanges)
            .Where(e => e.Request.Uri.Host == "management.azure.com" && !e.Request.Uri.AbsolutePath.Contains("/operationresults/"))
            .Select(Line)];
    }

    /// <remarks>That a disk does not exist is the one answer that the specification of disks leaves out.</remarks>
    private static bool IsUndeclared((RehearsalRequest Request, RehearsalReply Reply) exchange) =>
        exchange is { Request.Method: "GET", Reply.Status: 404 } && exchange.Request.Uri.AbsolutePath.Contains("/Microsoft.Compute/disks/", StringComparison.Ordinal);

    /// <summary>A VM among what is there, with a data disk, an extension, and everything read back.</summary>
    private static async Task<Journey> PlacedAsync()
    {
        var journey = new Journey();
        const string providers = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-legacy/providers";
        await journey.RunAsync();
        PreflightTests.Put(journey, "Microsoft.Compute/availabilitySets/set", """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Compute/proximityPlacementGroups/near", """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Compute/diskEncryptionSets/keys", """{"location":"westeurope"}""");
        journey.Assessment = Samples.WithAgent;
        journey.Request = Samples.Request with
        {
            Name = "legacy02",
            SubnetId = providers + "/Microsoft.Network/virtualNetworks/legacy01-vnet/subnets/default",
            NetworkSecurityGroupId = providers + "/Microsoft.Network/networkSecurityGroups/legacy01-nsg",
            AvailabilitySetId = providers + "/Microsoft.Compute/availabilitySets/set",
            ProximityPlacementGroupId = providers + "/Microsoft.Compute/proximityPlacementGroups/near",
            DiskEncryptionSetId = providers + "/Microsoft.Compute/diskEncryptionSets/keys",
            DiskSku = "Premium_ZRS",
            Extensions = ["BGInfo"],
            Upload = Samples.Request.Upload with { Verify = true },
        };
        DataDisk[] data = [new("data.vhd", Samples.Server2003, Samples.Disk(seed: 2).AsFixedVhd())];
        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(journey.Connection, journey.Assessment, journey.Disk.AsFixedVhd(), journey.Request, data);
        DeploymentResult result = await DeploymentRunner.RunAsync(journey.Connection, plan, journey.Assessment, journey.Disk.AsFixedVhd(), data);
        Assert.NotEmpty(result.VmId);
        return journey;
    }

    /// <summary>An upload that was interrupted and one that is imported.</summary>
    private static async Task<Journey> ResumedAsync()
    {
        var journey = new Journey();
        await journey.InterruptAsync();
        await journey.RunAsync();
        UploadDestination blob = UploadDestination.Blob(journey.Connection, "https://legacydisks.blob.core.windows.net/vhds/erp.vhd", Samples.Request.Upload, force: false);
        UploadDestination import = UploadDestination.Import(journey.Connection, blob, new DiskRequest { ImagePath = "sample.vhd", DiskName = "erp", ResourceGroup = "rg-legacy", Location = "westeurope" });
        await import.RunAsync(await import.PlanAsync(Samples.Server2003, journey.Disk.AsFixedVhd()), Samples.Server2003, journey.Disk.AsFixedVhd());
        return journey;
    }

    private static string Line((RehearsalRequest Request, RehearsalReply Reply) exchange)
    {
        var line = new JsonObject
        {
            ["method"] = exchange.Request.Method,
            ["url"] = exchange.Request.Uri.AbsoluteUri,
            ["requestHeaders"] = new JsonObject([.. exchange.Request.Headers.Where(h => h.Key != "Authorization").Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))]),
            ["status"] = IsUndeclared(exchange) ? null : exchange.Reply.Status,
            ["responseHeaders"] = new JsonObject([.. exchange.Reply.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))]),
        };
        if (exchange.Request.Body.Length > 0) line["requestBody"] = JsonNode.Parse(exchange.Request.Body);
        if (exchange.Reply.Body.Length > 0) line["responseBody"] = JsonNode.Parse(exchange.Reply.Body);
        return line.ToJsonString();
    }
}
