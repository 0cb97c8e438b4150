using System.Text;
using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Tests;

/// <summary>Talks plain HTTP to a rehearsal, as any client could.</summary>
internal sealed class Caller(RehearsalAzure azure)
{
    public const long Size = (20L * 1024 * 1024) + 512;

    public string Group => $"/subscriptions/{azure.SubscriptionId}/resourceGroups/rg";

    public string Disk => $"{Group}/providers/Microsoft.Compute/disks/d";

    public string Machine => $"{Group}/providers/Microsoft.Compute/virtualMachines/v";

    public string Nic => $"{Group}/providers/Microsoft.Network/networkInterfaces/n";

    public (int Status, JsonNode? Body, RehearsalReply Reply) Send(string method, string pathOrUri, string? body = null)
    {
        var uri = new Uri(pathOrUri.StartsWith('/') ? $"https://management.azure.com{pathOrUri}?api-version=1" : pathOrUri);
        var headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + azure.Token };
        RehearsalReply reply = azure.Answer(new RehearsalRequest(method, uri, headers, body is null ? [] : Encoding.UTF8.GetBytes(body)));
        return (reply.Status, reply.Body.Length == 0 ? null : JsonNode.Parse(reply.Body), reply);
    }

    /// <summary>Sends, waits for the end, and returns the final status document.</summary>
    public JsonNode? Finish(string method, string path, string? body = null)
    {
        (int status, JsonNode? answer, RehearsalReply reply) = Send(method, path, body);
        Assert.InRange(status, 200, 202);
        if (!reply.Headers.TryGetValue("Azure-AsyncOperation", out string? operation)) return answer;
        JsonNode state;
        do state = Send("GET", operation).Body!;
        while ((string)state["status"]! == "InProgress");
        return state;
    }

    public string Code(string method, string path, string? body = null) => (string)Send(method, path, body).Body!["error"]!["code"]!;

    /// <summary>The reply to page traffic.</summary>
    public RehearsalReply Page(string method, string sas, string? comp, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-ms-version"] = "2021-12-02" };
        foreach ((string name, string value) in headers) all[name] = value;
        return azure.Answer(new RehearsalRequest(method, new Uri(sas + (comp is null ? "" : "&comp=" + comp)), all, body ?? []));
    }

    public RehearsalReply Write(string sas, long offset, byte[] body, string? checksum = null) => Page(
        "PUT", sas, "page", body, ("x-ms-page-write", "update"), ("x-ms-range", $"bytes={offset}-{offset + body.Length - 1}"), ("x-ms-content-crc64", checksum ?? DigestedRange.Of(0, body, 0, body.Length).ChecksumText));

    public static string DiskBody(long size = Size, string generation = "V1") => new JsonObject
    {
        ["location"] = "westeurope",
        ["sku"] = new JsonObject { ["name"] = "StandardSSD_LRS" },
        ["properties"] = new JsonObject { ["osType"] = "Windows", ["hyperVGeneration"] = generation, ["creationData"] = new JsonObject { ["createOption"] = "Upload", ["uploadSizeBytes"] = size } },
    }.ToJsonString();

    public void MakeGroup() => Finish("PUT", Group, """{"location":"westeurope"}""");

    /// <summary>Makes the disk and returns an address with write access.</summary>
    public string MakeDisk(string generation = "V1")
    {
        MakeGroup();
        Finish("PUT", Disk, DiskBody(generation: generation));
        return Grant();
    }

    public string Grant() => (string)Finish("POST", Disk + "/beginGetAccess", """{"access":"Write","durationInSeconds":60}""")!["properties"]!["output"]!["accessSAS"]!;

    public string? DiskState => (string?)Send("GET", Disk).Body!["properties"]!["diskState"];

    /// <summary>A footer that passes for one.</summary>
    public static byte[] Footer { get; } = [.. "conectix"u8, .. new byte[504]];

    public void FillDisk(string generation = "V1")
    {
        string sas = MakeDisk(generation);
        Assert.Equal(201, Write(sas, Size - 512, Footer).Status);
        Assert.Equal("Succeeded", (string)Finish("POST", Disk + "/endGetAccess")!["status"]!);
    }

    public void MakeNic()
    {
        string network = $"{Group}/providers/Microsoft.Network/virtualNetworks/w";
        Finish("PUT", network, """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/24"]},"subnets":[{"name":"s","properties":{"addressPrefix":"10.0.0.0/24"}}]}}""");
        Finish("PUT", Nic, """{"location":"westeurope","properties":{"ipConfigurations":[{"name":"p","properties":{"subnet":{"id":"SUBNET"}}}]}}""".Replace("SUBNET", network + "/subnets/s"));
    }

    public JsonObject MachineBody(string size = "Standard_B2ls_v2") => (JsonObject)JsonNode.Parse(
        $$$$"""
        {"location":"westeurope","properties":{"hardwareProfile":{"vmSize":"{{{{size}}}}"},
         "storageProfile":{"osDisk":{"createOption":"Attach","osType":"Windows","managedDisk":{"id":"{{{{Disk}}}}"}}},
         "networkProfile":{"networkInterfaces":[{"id":"{{{{Nic}}}}"}]}}}
        """)!;
}
