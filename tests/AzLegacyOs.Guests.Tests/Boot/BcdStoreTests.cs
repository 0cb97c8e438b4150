using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Boot;

public sealed class BcdStoreTests
{
    [Fact]
    public void AUefiStore_HasADefaultLoaderOnAGptDisk()
    {
        using RegistryHive hive = Open("hives/win10-uefi.BCD");
        BcdStore store = Store(hive);

        Assert.True(store.IsBootStore);
        Assert.True(store.DefaultObject.IsRead);
        BcdLoader loader = store.Loader(store.DefaultObject.Value);
        Assert.True(loader.Type.Is(BcdTypes.OsLoader));
        Assert.Equal(BcdDeviceKind.Partition, loader.OsDevice.Value!.Kind);
        Assert.Equal(new Guid("0b2394a9-095e-487d-8d48-719ecd4d78ca"), loader.OsDevice.Value.DiskId);
        Assert.EndsWith("winload.efi", loader.Path.Value, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(@"\WINDOWS", loader.SystemRoot.Value, ignoreCase: true);
        Assert.Contains(store.Loaders, l => l.IsWinPe.Is(true) && l.OsDevice.Value!.Kind == BcdDeviceKind.File);
    }

    [Fact]
    public void AWindowsPeStore_StartsARamDisk_AndItsShortIntegersAreRead()
    {
        using RegistryHive hive = Open("hives/ez-BCD");
        BcdStore store = Store(hive);

        BcdLoader loader = store.Loader(store.DefaultObject.Value);
        Assert.Equal(BcdDeviceKind.File, loader.OsDevice.Value!.Kind);
        Assert.True(loader.IsWinPe.Is(true));
        Assert.True(store.Number(BcdObjects.BootManager, BcdElements.Timeout).IsRead);
    }

    [Fact]
    public void AnElementThatTheEntryLacks_ComesFromWhatItInherits()
    {
        using var folder = new TemporaryFolder();
        const string Text = """
            [\Objects\{11111111-0000-0000-0000-000000000000}\Elements\14000006]
            "Element"=multi:"{22222222-0000-0000-0000-000000000000}"

            [\Objects\{22222222-0000-0000-0000-000000000000}\Elements\14000006]
            "Element"=multi:"{22222222-0000-0000-0000-000000000000}"

            [\Objects\{22222222-0000-0000-0000-000000000000}\Elements\260000b0]
            "Element"=hex(3):01
            """;
        using RegistryHive hive = RegistryHive.Open(new BytesSource(File.ReadAllBytes(TestHive.Create(folder, "BCD", Text))), []);
        BcdStore store = Store(hive);
        var id = new Guid("11111111-0000-0000-0000-000000000000");

        Assert.True(store.Boolean(id, BcdElements.Ems).Is(true));
        Assert.True(store.Boolean(id, BcdElements.KernelDebugger).IsMissing);
    }

    private static RegistryHive Open(string name) => RegistryHive.Open(new BytesSource(Corpus.ReadAllBytes(name)), []);

    private static BcdStore Store(RegistryHive hive) => new(KeyView.Root("BCD", hive.Root, new ProblemLog()));
}
