using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Sizes;

public class VmSizeTests
{
    private const string RealList = "arm/skewer-resourceskus-eastus.json";

    [Fact]
    public async Task Real_entries_of_a_region_are_read_with_their_restrictions()
    {
        using var journey = new Journey();
        JsonNode recorded = JsonNode.Parse(Corpus.ReadAllBytes(RealList))!;
        journey.Interfere(r => r.Uri.AbsolutePath.EndsWith("/skus", StringComparison.Ordinal), () => ArmReply.Json(200, recorded));
        CheckReal(await VmSizeCatalog.ListAsync(journey.Connection, "eastus", TestContext.Current.CancellationToken), recorded);
    }

    [Fact]
    public void A_saved_list_is_read_as_the_service_and_the_tools_write_it()
    {
        JsonNode recorded = JsonNode.Parse(Corpus.ReadAllBytes(RealList))!;
        using var folder = new TemporaryFolder();
        foreach ((string name, JsonNode content) in new[] { ("service", recorded), ("cli", recorded["value"]!), ("powershell", Capitalised(recorded["value"]!)!) })
        {
            string file = folder.Combine(name + ".json");
            File.WriteAllText(file, content.ToJsonString());
            CheckReal(VmSizeCatalog.Load(file, "eastus"), recorded);
            CheckReal(VmSizeCatalog.Load(file, null), recorded);
            Assert.Contains("westeurope", Assert.Throws<InvalidDataException>(() => VmSizeCatalog.Load(file, "westeurope")).Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, null, \"x\", {\"name\": 3}]")]
    [InlineData("[{\"resourceType\": \"virtualMachines\"}]")]
    [InlineData("{\"value\": \"x\"}")]
    public void What_is_no_list_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("x.json"), text);
        Assert.Throws<InvalidDataException>(() => VmSizeCatalog.Load(folder.Combine("x.json"), null));
    }

    private static void CheckReal(IReadOnlyList<VmSizeFacts> sizes, JsonNode recorded)
    {
        VmSizeFacts plain = sizes.Single(s => s.Name == "Standard_D2_v2");
        Assert.Equal(("standardDv2Family", 2, 7.0, "x64", false, 8), (plain.Family, plain.VirtualProcessors, plain.MemoryGiB, plain.Architecture, plain.SupportsPremiumStorage, plain.MaxDataDisks));
        Assert.Equal([VmGeneration.V1], plain.Generations);
        Assert.Equal(["1", "2", "3"], plain.Zones);
        Assert.Equal(102400, plain.TemporaryDiskMiB);
        Assert.Null(plain.LocationRestriction);
        VmSizeFacts restricted = sizes.Single(s => s.Name == "Standard_D13_v2_Promo");
        Assert.Equal("NotAvailableForSubscription", restricted.LocationRestriction);
        Assert.Equal(["1", "2", "3"], restricted.RestrictedZones.Order());
        Assert.Equal(recorded["value"]!.AsArray().Count(s => (string?)s!["resourceType"] == "virtualMachines"), sizes.Count);
    }

    private static JsonNode? Capitalised(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.DistinctBy(p => p.Key.ToUpperInvariant()).Select(p => KeyValuePair.Create(char.ToUpperInvariant(p.Key[0]) + p.Key[1..], Capitalised(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Capitalised)]),
        _ => node?.DeepClone(),
    };
}
