using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Services that start otherwise than the preparation article asks for, or cannot start.</summary>
internal static class ServiceDefects
{
    public static IEnumerable<Defect> All() =>
    [
        new("ALO6006", Severity.Warning, "no dhcpcore.dll", HealthyImage.Server2008R2, image => image.Service("Dhcp", service => service with { ServiceDllExists = Observed.Read(false, @"\Windows\System32\dhcpcore.dll") })),
        new("ALO6006", Severity.Blocker, "no termsrv.exe", HealthyImage.Server2003R2X86, image => image.FileMissing("TermService")),
        Row("ALO6005", "mpsdrv", 4, 3, Severity.Warning),
        Row("ALO6007", "w32time", 3, 2),
        Row("ALO6008", "IKEEXT", 3, 2),
        Row("ALO6009", "iphlpsvc", 4, 2),
        Row("ALO6010", "RemoteRegistry", 4, 2),
        Row("ALO6012", "Netlogon", 4, 3),
        new("ALO6012", Severity.Information, "automatic without a domain", () => HealthyImage.Server2008R2().With("Netlogon", 2).Domain(member: true), image => image.Domain(member: false)),
        Row("ALO6013", "Netman", 4, 3),
        Row("ALO6014", "WerSvc", 4, 3),
        Row("ALO6015", "sacsvr", 3, 2),
        new("ALO6016", Severity.Information, "LanmanServer off", HealthyImage.Server2003R2X86, image => image.Start("LanmanServer", 4)),
        new("ALO6017", Severity.Information, "LanmanWorkstation off", HealthyImage.Server2003R2X86, image => image.Start("LanmanWorkstation", 4)),
        new("ALO6018", Severity.Information, "SharedAccess off", HealthyImage.WindowsXPX86, image => image.Start("SharedAccess", 4)),
        Row("ALO6019", "SessionEnv", 4, 3, Severity.Warning),
        Row("ALO6020", "UmRdpService", 4, 3),
        new("ALO6025", Severity.Blocker, "AFD off", () => Depends(HealthyImage.Server2008R2()).With("AFD", 1).With("nsiproxy", 1), image => image.Start("AFD", 4)),
        new("ALO6025", Severity.Blocker, "no nsiproxy two steps away", () => Depends(HealthyImage.Server2008R2()).With("AFD", 1).With("nsiproxy", 1), image => image.Without("nsiproxy")),
        new("ALO6036", Severity.Information, "hiberfil.sys", HealthyImage.WindowsXPX86, image => image.BigFiles(0, 1 << 30)),
        new("ALO6037", Severity.Information, "pagefile.sys of 4 GiB", HealthyImage.WindowsXPX86, image => image.BigFiles(4L << 30, 0)),
        new("ALO6043", Severity.Information, "dump on D:", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Crash = HealthySettings.Crash() with { DumpFile = Observed.Read(@"D:\MEMORY.DMP", "DumpFile") } })),
        new("ALO6044", Severity.Information, "mini dumps", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Crash = HealthySettings.Crash() with { LocalDumpType = Observed.Read(1u, "DumpType") } })),
        new("ALO6051", Severity.Warning, "automatic logon", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Logon = HealthySettings.Logon() with { AutoAdminLogon = Observed.Read("1", "AutoAdminLogon") } })),
        new("ALO6052", Severity.Information, "diagnostic start", HealthyImage.Server2003R2X86, image => image.Settings(settings => settings with { Logon = HealthySettings.Logon() with { ServicesOffByMsConfig = Observed.Read<IReadOnlyList<string>>(["Dhcp"], "MSConfig") } })),
        new("ALO6053", Severity.Information, "profiles of 30 days", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { Logon = HealthySettings.Logon() with { CleanupProfiles = Observed.Read(30u, "CleanupProfiles") } })),
    ];

    private static Defect Row(string rule, string service, uint wrong, uint right, Severity severity = Severity.Information)
        => new(rule, severity, $"{service} {wrong}", () => HealthyImage.Server2008R2().Without(service).With(service, right), image => image.Start(service, wrong));

    private static ImageFacts Depends(ImageFacts image)
        => image.Service("Dhcp", service => service with { DependsOn = ["NSI", "Afd", "+TDI"] }).Service("nsi", service => service with { DependsOn = ["rpcss", "nsiproxy"] });
}
