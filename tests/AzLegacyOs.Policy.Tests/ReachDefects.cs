using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>What keeps a client, or Azure itself, from a guest that has a network: sessions and firewall.</summary>
internal static class ReachDefects
{
    private const string FirewallRules = "FirewallRules";

    public static IEnumerable<Defect> All() => [.. Addresses(), .. Sessions(), .. Openings(), .. Advice()];

    private static IEnumerable<Defect> Addresses() =>
    [
        new("ALO5003", Severity.Warning, "DNS for all interfaces", HealthyImage.Server2008R2, image => image.Settings(settings => settings with { NameServers = Observed.Read("10.0.0.1", @"Tcpip\Parameters, NameServer") })),
        new("ALO5005", Severity.Warning, "DHCP as LocalSystem", HealthyImage.Server2008R2, image => image.Service("Dhcp", service => service with { ObjectName = "LocalSystem" })),
        new("ALO5005", Severity.Warning, "DHCP of type 0x110", HealthyImage.Server2003R2X86, image => image.Service("Dhcp", service => service with { Type = Observed.Read(0x110u, "Type") })),
        new("ALO5019", Severity.Blocker, "7 Starter", HealthyImage.Windows7X86, image => image.Guest(guest => guest with { Edition = "Starter" })),
    ];

    private static IEnumerable<Defect> Sessions() =>
    [
        new("ALO5020", Severity.Information, "no keep-alive", HealthyImage.Server2008R2, image => image.Listener(listener => listener with { KeepAliveTimeout = Observed.Read(0u, "KeepAliveTimeout") })),
        new("ALO5020", Severity.Information, "no keep-alive by policy", HealthyImage.Server2003R2X86, image => image.RemoteDesktop(desktop => desktop with { PolicyKeepAliveEnable = Observed.Read(0u, "KeepAliveEnable") })),
        new("ALO5021", Severity.Information, "no reconnect", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { PolicyDisableAutoReconnect = Observed.Read(1u, "fDisableAutoReconnect") })),
        new("ALO5022", Severity.Information, "RDP security", HealthyImage.Server2008R2, image => image.Listener(listener => listener with { SecurityLayer = Observed.Read(0u, "SecurityLayer") })),
        new("ALO5023", Severity.Warning, "TSEnabled 0", HealthyImage.Server2003R2X86, image => image.RemoteDesktop(desktop => desktop with { Enabled = Observed.Read(0u, "TSEnabled") })),
        new("ALO5024", Severity.Warning, "terminal server", HealthyImage.Server2003R2X86, image => image.RemoteDesktop(desktop => desktop with { ApplicationMode = Observed.Read(1u, "TSAppCompat") })),
        new("ALO5024", Severity.Warning, "session host", HealthyImage.Server2008R2, image => image.RemoteDesktop(desktop => desktop with { SessionHostRole = Observed.Read(1u, "RDS-RD-Server"), LicensingMode = Observed.Read(4u, "LicensingMode") })),
        new("ALO5025", Severity.Information, "any NT 5", HealthyImage.Server2008X86, _ => HealthyImage.Server2003R2X86()) { AlsoFires = "ALO3041" },
    ];

    private static IEnumerable<Defect> Openings() =>
    [
        Opening("ALO5031", Severity.Blocker, "another program's rule", rule => rule with { Protocol = null, LocalPorts = [], Program = @"C:\tool.exe" }),
        Opening("ALO5031", Severity.Blocker, "an app package's rule", rule => rule with { Protocol = null, LocalPorts = [], Conditions = ["AppPkgId=S-1-15-2-1"] }),
        Opening("ALO5031", Severity.Blocker, "another service's rule", rule => rule with { Service = "WinRM" }),
        Opening("ALO5031", Severity.Blocker, "a rule that blocks", rule => rule with { Allow = false }),
        new("ALO5031", Severity.Blocker, "no exceptions", HealthyImage.Server2008R2, image => Profiles(image, profile => profile with { DoNotAllowExceptions = Observed.Read(1u, "DoNotAllowExceptions") })),
        new("ALO5031", Severity.Blocker, "local rules out of force", HealthyImage.Server2008R2, image => Profiles(image, profile => profile with { PolicyAllowLocalRules = Observed.Read(0u, "AllowLocalPolicyMerge") })
            .Firewall(firewall => firewall with { PolicyRules = firewall.Rules.To([.. firewall.Rules.Value!.Where(rule => !rule.LocalPorts.Contains("3389"))]) })),
        new("ALO5032", Severity.Blocker, "no exceptions", HealthyImage.WindowsXPX86, image => Profiles(image, profile => profile with { DoNotAllowExceptions = Observed.Read(1u, "DoNotAllowExceptions") })),
        new("ALO5032", Severity.Blocker, "local ports out of force", HealthyImage.WindowsXPX86, image => Profiles(image, profile => profile with { PolicyAllowLocalPorts = Observed.Read(0u, "AllowUserPrefMerge") })),
        Opening("ALO5034", Severity.Warning, "local subnet", rule => rule with { RemoteAddresses = ["LocalSubnet"] }),
        new("ALO5034", Severity.Warning, "XP, local subnet", HealthyImage.WindowsXPX86, image => Profiles(image, profile => profile with { OpenPorts = profile.OpenPorts.To(["3389:TCP:LocalSubNet:Enabled:@xpsp2res.dll,-22009"]) })),
    ];

    private static IEnumerable<Defect> Advice() =>
    [
        new("ALO5035", Severity.Information, "policy", HealthyImage.Server2008R2, image => Profiles(image, profile => profile with { PolicyEnableFirewall = Observed.Read(1u, "policy") })),
        new("ALO5036", Severity.Warning, "nothing out", HealthyImage.Server2008R2, image => Profiles(image, profile => profile with { DefaultOutboundAction = Observed.Read(1u, "DefaultOutboundAction") })),
        new("ALO5037", Severity.Information, "no ping", HealthyImage.Server2008R2, image => Rules(image, rules => rules.Where(rule => rule.Protocol != 1))),
        new("ALO5039", Severity.Warning, "IPsec policy", () => HealthyImage.Server2003R2X86().With("PolicyAgent", 2), image => image.Settings(settings => settings with { IpsecPolicy = Observed.Read(@"SOFTWARE\Policies\Microsoft\Windows\IPSec\Policy\Local\ipsecPolicy{1}", "ActivePolicy") })),
        new("ALO5038", Severity.Information, "WinRM on demand", () => HealthyImage.Server2008R2().With("WinRM", 2), image => image.Start("WinRM", 3)),
        new("ALO5038", Severity.Information, "WinRM port shut", HealthyImage.Server2008R2, image => Rules(image, rules => rules.Where(rule => !rule.LocalPorts.Contains("5985")))),
    ];

    private static Defect Opening(string rule, Severity severity, string name, Func<FirewallRuleFacts, FirewallRuleFacts> change)
        => new(rule, severity, name, HealthyImage.Server2008R2, image => Rules(image, rules => rules.Select(item => item.LocalPorts.Contains("3389") ? change(item) : item)));

    private static ImageFacts Rules(ImageFacts image, Func<IEnumerable<FirewallRuleFacts>, IEnumerable<FirewallRuleFacts>> change)
        => image.Firewall(firewall => firewall with { Rules = Observed.Read<IReadOnlyList<FirewallRuleFacts>>([.. change(firewall.Rules.Value!)], FirewallRules) });

    private static ImageFacts Profiles(ImageFacts image, Func<FirewallProfileFacts, FirewallProfileFacts> change)
        => image.Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(change)] });
}
