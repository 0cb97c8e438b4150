using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Boot entry, volumes, licence and VM agent: what a guest needs of, or brings to, its new host.</summary>
internal static class HostDefects
{
    public static IEnumerable<Defect> All() => [.. Boot(), .. Identity(), .. Agent()];

    private static IEnumerable<Defect> Boot() =>
    [
        new("ALO2027", Severity.Blocker, "ntldr compressed", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { CompressedBootFiles = [@"\ntldr"] })),
        Bcd("ALO2028", Severity.Blocker, "winload.efi on MBR", store => store with { LoaderPath = store.LoaderPath.To(@"\Windows\system32\winload.efi") }),
        Bcd("ALO2028", Severity.Blocker, "no winload.exe", store => store with { LoaderExists = Observed.Read(false, @"\Windows\system32\winload.exe on partition 1") }),
        new("ALO2034", Severity.Warning, "switched off", HealthyImage.Server2003R2X86, image => image.Partition(partition => partition with { JournalClean = false })),
        new("ALO2044", Severity.Warning, "another signature", HealthyImage.WindowsXPX86, image => Mounted(image, 0x50d350d3, image.Disk.Partitions[0].Offset)),
        new("ALO2044", Severity.Warning, "another offset", HealthyImage.WindowsXPX86, image => Mounted(image, image.Disk.MbrSignature!.Value, 0x7E00)),
        Bcd("ALO2056", Severity.Information, "nointegritychecks", store => store with { NoIntegrityChecks = Observed.Read(true, "BCD") }),
        Bcd("ALO2060", Severity.Information, "no time for the menu", store => store with { Timeout = store.Timeout.To(0ul) }),
        Bcd("ALO2061", Severity.Information, "COM2", store => store with { EmsPort = store.EmsPort.To(2ul) }),
        new("ALO2058", Severity.Information, "no /redirect", HealthyImage.Server2003R2X86, image => image.Boot(boot => boot with { BootIni = HealthySettings.BootIni() with { DefaultEntry = HealthySettings.BootIni().DefaultEntry! with { Switches = new Dictionary<string, string>() } } })),
    ];

    private static IEnumerable<Defect> Identity() =>
    [
        new("ALO3024", Severity.Warning, "directory on D:", () => HealthyImage.Server2016Mbr().Domain(member: true), image => image.Settings(settings => settings with { Domain = settings.Domain! with { DirectoryDatabase = Observed.Read(@"D:\NTDS\ntds.dit", "NTDS") } })),
        new("ALO3035", Severity.Warning, "last known good", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { ControlSets = new ControlSetFacts(Observed.Read(2u, "Current"), Observed.Read(2u, "LastKnownGood"), Observed.Read(1u, "Failed")) })),
        new("ALO3041", Severity.Information, "any NT 5", HealthyImage.Server2008X86, _ => HealthyImage.Server2003R2X86()) { AlsoFires = "ALO5025" },
        new("ALO3042", Severity.Information, "OEM", HealthyImage.Server2003R2X86, image => Activation(image, Observed.Read("OEM", "ProductId"), Observed.Missing<string>("KeyManagementServiceName"))),
        new("ALO3043", Severity.Information, "own server", HealthyImage.Server2008R2, image => Activation(image, Observed.Read("Volume:GVLK", "DigitalProductId4"), Observed.Read("kms.corp.local", "KeyManagementServiceName"))),
    ];

    private static IEnumerable<Defect> Agent() =>
    [
        new("ALO8004", Severity.Information, "no agent", HealthyImage.Server2016Mbr, image => image.Without("WindowsAzureGuestAgent").Without("RdAgent")),
        new("ALO8005", Severity.Warning, "on demand", HealthyImage.Server2016Mbr, image => image.Start("RdAgent", 3)),
        new("ALO8006", Severity.Warning, "no program", HealthyImage.Server2016Mbr, image => image.FileMissing("WindowsAzureGuestAgent")),
        new("ALO8007", Severity.Warning, "version 2.7.41491.992", HealthyImage.Server2016Mbr, image => Software(image, software => software with { AgentVersion = Observed.Read("2.7.41491.992", "WindowsAzureGuestAgent.exe") })),
        new("ALO8008", Severity.Warning, "no servicing stack update", HealthyImage.Server2008R2, image => Software(image, software => software with { Updates = software.Updates.To(["KB4103718", "KB4474419"]) })),
        new("ALO8009", Severity.Information, "2.0 alone", HealthyImage.Server2008R2, image => Software(image, software => software with { NetFrameworks = software.NetFrameworks.To(["v2.0.50727", "v3.5"]) })),
    ];

    private static Defect Bcd(string rule, Severity severity, string name, Func<BcdFacts, BcdFacts> change)
        => new(rule, severity, name, HealthyImage.Server2008R2, image => image.Boot(boot => boot with { Bcd = change(HealthySettings.Bcd()) }));

    private static ImageFacts Mounted(ImageFacts image, uint signature, long offset)
        => image.Storage(storage => storage with { MountedVolumes = [new MountedVolumeFacts("C:", signature, offset, null, @"SYSTEM\MountedDevices, \DosDevices\C:")] });

    private static ImageFacts Activation(ImageFacts image, Observed<string> channel, Observed<string> server)
        => image.Settings(settings => settings with { Activation = new ActivationFacts { Channel = channel, KeyManagementServer = server } });

    /// <summary>Software with nothing wrong, changed.</summary>
    private static ImageFacts Software(ImageFacts image, Func<SoftwareFacts, SoftwareFacts> change) => image.Settings(settings => settings with
    {
        Software = change(new SoftwareFacts
        {
            AgentFolders = Observed.Missing<IReadOnlyList<string>>(@"\WindowsAzure"),
            NetFramework4Release = Observed.Read(528040u, "Release"),
            NetFrameworks = Observed.Read<IReadOnlyList<string>>(["v2.0.50727", "v4"], "NDP"),
            Updates = Observed.Read<IReadOnlyList<string>>(["KB4103718", "KB4474419", "KB4490628"], "Packages"),
            AgentVersion = Observed.Read("2.7.41491.1175", "WindowsAzureGuestAgent.exe"),
        }),
    });
}
