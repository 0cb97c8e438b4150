using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Sizes;

public class VmSizeTests
{
    [Fact]
    public async Task Real_entries_of_a_region_are_read_with_their_restrictions()
    {
        using var journey = new Journey();
        JsonNode recorded = JsonNode.Parse(Corpus.ReadAllBytes("arm/skewer-resourceskus-eastus.json"))!;
        journey.Interfere(r => r.Uri.AbsolutePath.EndsWith("/skus", StringComparison.Ordinal), () => ArmReply.Json(200, recorded));
        IReadOnlyList<VmSize> sizes = await VmSizeCatalog.ListAsync(journey.Connection, "eastus", TestContext.Current.CancellationToken);
        VmSize plain = sizes.Single(s => s.Name == "Standard_D2_v2");
        Assert.Equal(("standardDv2Family", 2, 7.0, "x64", false), (plain.Family, plain.VirtualProcessors, plain.MemoryGiB, plain.Architecture, plain.SupportsPremiumStorage));
        Assert.Equal([VmGeneration.V1], plain.Generations);
        Assert.Equal(["1", "2", "3"], plain.Zones);
        Assert.Null(plain.LocationRestriction);
        VmSize restricted = sizes.Single(s => s.Name == "Standard_D13_v2_Promo");
        Assert.Equal("NotAvailableForSubscription", restricted.LocationRestriction);
        Assert.Equal(["1", "2", "3"], restricted.RestrictedZones.Order());
        Assert.Equal(recorded["value"]!.AsArray().Count(s => (string?)s!["resourceType"] == "virtualMachines"), sizes.Count);
    }

    [Fact]
    public async Task The_first_choice_fits_a_legacy_guest_and_says_why()
    {
        VmSizeChoice choice = VmSizeChoice.Make(await Offered(), new GuestNeeds { Generation = VmGeneration.V1, MaxVirtualProcessors = 2 }, null, "westeurope");
        Assert.Equal("Standard_B2ls_v2", choice.Name);
        Assert.Equal("2 virtual processors (the guest supports 2), 4 GiB, runs Generation 1 from a SCSI disk.", choice.Reason);
    }

    [Fact]
    public async Task Without_the_first_choice_the_smallest_that_fits_is_taken()
    {
        VmSize[] old = [.. (await Offered()).Where(s => s.Name is "Standard_D2_v2" or "Standard_B4ls_v2" or "Standard_D2s_v6")];
        Assert.Equal("Standard_D2_v2", VmSizeChoice.Make(old, new GuestNeeds { Generation = VmGeneration.V1, MaxVirtualProcessors = 2 }, null, "westeurope").Name);
        Assert.Equal("NoSizeFits", VmSizeChoice.Make([.. old.Where(s => s.Name.EndsWith("v6"))], new GuestNeeds { Generation = VmGeneration.V1 }, null, "westeurope").Refusal!.ErrorId);
    }

    [Fact]
    public async Task A_zone_in_which_the_size_is_restricted_counts()
    {
        VmSize size = (await Offered()).Single(s => s.Name == "Standard_D2s_v3");
        Assert.True(VmSizeFit.Judge(size, new GuestNeeds { Generation = VmGeneration.V1, Zone = "2" }).Fits);
        Assert.Equal("SizeNotAvailable", VmSizeFit.Judge(size, new GuestNeeds { Generation = VmGeneration.V1, Zone = "3" }).Exclusion!.ErrorId);
    }

    [Fact]
    public void A_size_that_does_not_name_its_controllers_has_SCSI()
    {
        var size = new VmSize { Name = "x", Generations = [VmGeneration.V1, VmGeneration.V2] };
        var needs = new GuestNeeds { Generation = VmGeneration.V1 };
        Assert.True(VmSizeFit.Judge(size, needs).Fits);
        Assert.True(VmSizeFit.Judge(size with { DiskControllers = ["NVMe", "SCSI"] }, needs).Fits);
        Assert.Equal("SizeControllerMismatch", VmSizeFit.Judge(size with { DiskControllers = ["NVMe"] }, needs).Exclusion!.ErrorId);
        Assert.Equal("SizeStorageMismatch", VmSizeFit.Judge(size with { SupportsPremiumStorage = false }, needs with { NeedsPremiumStorage = true }).Exclusion!.ErrorId);
        Assert.True(VmSizeFit.Judge(size with { DiskControllers = ["NVMe"] }, needs with { Generation = VmGeneration.V2 }).Fits);
    }

    private static async Task<IReadOnlyList<VmSize>> Offered()
    {
        using var azure = new RehearsalAzure();
        AzureConnection connection = azure.Connect();
        return await VmSizeCatalog.ListAsync(connection, "westeurope");
    }
}
