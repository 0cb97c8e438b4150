using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Machines;
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
        (int exitCode, string output) = NodeModules.Run(NodeModules.Require("oav", check, file), TimeSpan.FromMinutes(3));
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
        await foreach (Policy.Machines.MachineOs machine in new MachineInventory(full.Connection, DateTime.UtcNow).ReadAllAsync()) Assert.NotNull(machine.Release);
        using var failing = new Journey { Request = Samples.Request with { RemoveOnFailure = true } };
        failing.Interfere(r => Journey.IsPut(r, "virtualMachines"), () => ArmReply.Json(409, JsonNode.Parse("""{"error":{"code":"SkuNotAvailable","message":"no"}}""")));
        await Assert.ThrowsAsync<AzureOperationException>(() => failing.RunAsync());

        // The checker takes the address of an operation of Resource Manager for that of a resource by its id.
        return [.. full.Exchanges.Concat(failing.Exchanges)
            .Where(e => e.Request.Uri.Host == "management.azure.com" && !e.Request.Uri.AbsolutePath.Contains("/operationresults/"))
            .Select(Line)];
    }

    private static string Line((RehearsalRequest Request, RehearsalReply Reply) exchange)
    {
        var line = new JsonObject
        {
            ["method"] = exchange.Request.Method,
            ["url"] = exchange.Request.Uri.AbsoluteUri,
            ["requestHeaders"] = new JsonObject([.. exchange.Request.Headers.Where(h => h.Key != "Authorization").Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))]),
            ["status"] = exchange.Reply.Status,
            ["responseHeaders"] = new JsonObject([.. exchange.Reply.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))]),
        };
        if (exchange.Request.Body.Length > 0) line["requestBody"] = JsonNode.Parse(exchange.Request.Body);
        if (exchange.Reply.Body.Length > 0) line["responseBody"] = JsonNode.Parse(exchange.Reply.Body);
        return line.ToJsonString();
    }
}
