using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Machines that are set up in another way than most, and are healthy: the rule that looks at it says nothing.</summary>
public sealed class StrangeMachineTests
{
    public static TheoryData<string, string> Machines => [.. Cases.Select(pair => new TheoryDataRow<string, string>(pair.Key, pair.Value.Rule))];

    private static Dictionary<string, (string Rule, Func<ImageFacts> Image)> Cases { get; } = new()
    {
        ["Server 2003 runs the DHCP client as the network service"] =
            ("ALO5005", () => HealthyImage.Server2003R2X86().Service("Dhcp", service => service with { ObjectName = @"NT AUTHORITY\NetworkService" })),
        ["the network driver of Hyper-V under another name"] =
            ("ALO4011", () => HealthyImage.Server2003R2X86().Without("netvsc").With("netvsc50", 3).Service("netvsc50", service => service with { ImagePath = Observed.Read(@"system32\DRIVERS\netvsc50.sys", "ImagePath") })),
        ["the HAL of another edition"] =
            ("ALO4014", () => HealthyImage.Server2003R2X86().Boot(boot => boot with { Hal = boot.Hal.To("acpiapic_amd64") })),
        ["NT 4 has no driver for a kind of IDE controller"] = ("ALO4001", Nt4),
        ["NT 4 has no critical device database"] = ("ALO4007", Nt4),
        ["XP SP1 has no such firewall"] =
            ("ALO5032", () => Profiles(HealthyImage.WindowsXPX86(), profile => profile with { EnableFirewall = Missing<uint>(), OpenPorts = Missing<IReadOnlyList<string>>() }).Guest(guest => guest with { ServicePack = 1 })),
        ["XP opens the port by policy"] =
            ("ALO5032", () => Profiles(HealthyImage.WindowsXPX86(), profile => profile with { OpenPorts = Missing<IReadOnlyList<string>>(), PolicyOpenPorts = profile.OpenPorts })),
        ["a firewall that lets in what no rule names"] =
            ("ALO5031", () => Profiles(HealthyImage.Server2008R2(), profile => profile with { DefaultInboundAction = Observed.Read(0u, "DefaultInboundAction") })
                .Firewall(firewall => firewall with { Rules = firewall.Rules.To([.. firewall.Rules.Value!.Where(rule => !rule.LocalPorts.Contains("3389"))]) })),
        ["Windows on D:, its page file on C: of the same disk"] = ("ALO6011", WindowsOnD),
        ["Windows on D: keeps its letter"] = ("ALO2043", WindowsOnD),
        ["TLS 1.2 is there by default from Windows 8 on"] =
            ("ALO5052", () => HealthyImage.Server2016Mbr().RemoteDesktop(desktop => desktop with { TlsServer = new Dictionary<string, Observed<uint>> { ["TLS 1.0"] = Observed.Read(0u, "TLS 1.0"), ["TLS 1.2"] = Missing<uint>() } })),
        ["a proxy that wildcards go around"] =
            ("ALO5053", () => HealthyImage.Server2008R2().Settings(settings => settings with { Proxy = Observed.Read(new ProxyFacts("proxy:8080", "<local> 168.63.*"), "WinHttpSettings") })),
        ["an IPsec policy whose service is off"] =
            ("ALO5039", () => HealthyImage.Server2003R2X86().With("PolicyAgent", 4).Settings(settings => settings with { IpsecPolicy = Observed.Read("policy", "ActivePolicy") })),
        ["the isolated context of a usual boot entry"] =
            ("ALO2062", () => HealthyImage.Server2016Mbr().Boot(boot => boot with { Bcd = HealthySettings.Bcd() with { IsolatedContext = Observed.Read(true, "BCD") } })),
        ["the iSCSI driver on demand"] = ("ALO4028", () => HealthyImage.Server2008R2().With("iScsiPrt", 3)),
        ["authenticated users may log on from the network"] =
            ("ALO5044", () => HealthyImage.Server2008R2().Settings(settings => settings with { Accounts = HealthySettings.Accounts() with { SystemAccess = Observed.Read<IReadOnlyDictionary<string, uint>>(new Dictionary<string, uint> { ["S-1-5-11"] = 0x2, ["S-1-5-32-544"] = 0x400 }, "Accounts") } })),
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void It_is_not_called_wrong(string name, string rule)
    {
        Assessment assessment = Assessor.Assess(Cases[name].Image(), new AssessmentRequest { AsOf = new DateTime(2026, 11, 21) });

        Assert.DoesNotContain(assessment.Findings, finding => finding.RuleId == rule);
    }

    private static ImageFacts Nt4()
        => HealthyImage.Server2003R2X86().Without("intelide")
            .Storage(storage => storage with { CriticalDevices = Missing<IReadOnlyDictionary<string, string>>() })
            .Guest(guest => guest with { Release = WindowsRelease.WindowsNT4, Version = "4.0.1381" });

    private static ImageFacts WindowsOnD()
    {
        ImageFacts image = HealthyImage.Server2003R2X86();
        return image.Settings(settings => settings with { SystemDrive = "D:" }).Storage(storage => storage with
        {
            DriveLetters = storage.DriveLetters.To(["C:", "D:"]),
            MountedVolumes = [new MountedVolumeFacts("C:", image.Disk.MbrSignature, image.Disk.Partitions[0].Offset, null, @"SYSTEM\MountedDevices")],
        });
    }

    private static ImageFacts Profiles(ImageFacts image, Func<FirewallProfileFacts, FirewallProfileFacts> change)
        => image.Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(change)] });

    private static Observed<T> Missing<T>() => Observed.Missing<T>("");
}
