using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Network;

/// <summary>Reads the settings of Windows Firewall, on both of its generations.</summary>
internal static class FirewallReader
{
    private const string PolicyPath = @"Policies\Microsoft\WindowsFirewall";
    private const int RuleLimit = 10_000;
    private const int PortLimit = 1_000;

    public static FirewallFacts Read(OfflineWindows windows)
    {
        KeyView firewall = windows.Service("SharedAccess").Open(@"Parameters\FirewallPolicy");
        KeyView rules = firewall.Open("FirewallRules");
        KeyView policyRules = windows.Software.Open(PolicyPath + @"\FirewallRules");

        // NT 5 has neither a public profile nor rules.
        string[] profiles = rules.Exists || firewall.Open("PublicProfile").Exists
            ? ["DomainProfile", "StandardProfile", "PublicProfile"]
            : ["DomainProfile", "StandardProfile"];
        return new FirewallFacts
        {
            Profiles = [.. profiles.Select(name => ReadProfile(name, firewall.Open(name), windows.Software.Open(PolicyPath)))],
            Rules = rules.ReadAll(() => ReadRules(rules, windows.Problems)),
            PolicyRules = policyRules.ReadAll(() => ReadRules(policyRules, windows.Problems)),
        };
    }

    private static FirewallProfileFacts ReadProfile(string name, KeyView profile, KeyView policies)
    {
        // The policy calls the private profile by either name.
        KeyView policy = policies.Open(name);
        if (!policy.Exists && name == "StandardProfile") policy = policies.Open("PrivateProfile");
        return new FirewallProfileFacts
        {
            Name = name,
            EnableFirewall = profile.Number("EnableFirewall"),
            PolicyEnableFirewall = policy.Number("EnableFirewall"),
            OpenPorts = ReadPorts(profile.Open(@"GloballyOpenPorts\List")),
            PolicyOpenPorts = ReadPorts(policy.Open(@"GloballyOpenPorts\List")),
            PolicyAllowLocalPorts = policy.Open("GloballyOpenPorts").Number("AllowUserPrefMerge"),
            PolicyRemoteDesktop = policy.Open(@"Services\RemoteDesktop").Number("Enabled"),
            DoNotAllowExceptions = profile.Number("DoNotAllowExceptions"),
            PolicyDoNotAllowExceptions = policy.Number("DoNotAllowExceptions"),
            DefaultInboundAction = profile.Number("DefaultInboundAction"),
            PolicyDefaultInboundAction = policy.Number("DefaultInboundAction"),
            DefaultOutboundAction = profile.Number("DefaultOutboundAction"),
            PolicyDefaultOutboundAction = policy.Number("DefaultOutboundAction"),
            PolicyAllowLocalRules = policy.Number("AllowLocalPolicyMerge"),
        };
    }

    private static Observed<IReadOnlyList<string>> ReadPorts(KeyView ports) =>
        ports.ReadAll(() => ListPorts(ports));

    private static IReadOnlyList<string> ListPorts(KeyView ports)
    {
        var texts = new List<string>();
        int left = PortLimit;
        foreach (KeyValuePair<string, Observed<string>> value in ports.Texts)
        {
            if (value.Value.IsRead) texts.Add(value.Value.Value!);
            if (--left == 0) break;
        }

        return texts;
    }

    private static IReadOnlyList<FirewallRuleFacts> ReadRules(KeyView key, ProblemLog problems)
    {
        var rules = new List<FirewallRuleFacts>();
        foreach (KeyValuePair<string, Observed<string>> value in key.Texts)
        {
            if (rules.Count == RuleLimit)
            {
                problems.Add(key.Path, $"there are more than {RuleLimit} firewall rules; the rest is left out");
                break;
            }

            if (value.Value.IsRead && FirewallRuleText.Parse(value.Key, value.Value.Value!) is { } rule) rules.Add(rule);
            else problems.Add(value.Value.Where, value.Value.Reason ?? "this is not the text of a firewall rule");
        }

        return rules;
    }
}
