using System.Globalization;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Platform;

/// <summary>ALO7117: whom an existing network security group lets in to Remote Desktop.</summary>
internal static class InboundRules
{
    private const int RemoteDesktopPort = 3389;

    private static readonly string[] Everybody = ["*", "0.0.0.0/0", "::/0", "Internet", "Any"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7117", Severity.Warning, RuleScope.WithSubscription, "SZ26", OpenToEverybody),
    ];

    /// <summary>The first rule that fits decides: one of higher priority that denies comes before one that allows.</summary>
    private static IEnumerable<Sighting> OpenToEverybody(RuleContext context)
    {
        if (context.Platform.InboundRules is not { IsRead: true } rules)
            yield break;
        SecurityRuleFacts? first = rules.Value!.Where(IsForEverybody).OrderBy(rule => rule.Priority).FirstOrDefault();
        if (first is { Allows: true })
            yield return Sighting.At(rules.Where, "ALO7117.Seen", first.Name, string.Join(", ", first.Sources));
    }

    private static bool IsForEverybody(SecurityRuleFacts rule)
        => rule.Protocol is "*" || rule.Protocol.Equals("Tcp", StringComparison.OrdinalIgnoreCase)
            ? rule.Sources.Any(source => Everybody.Contains(source, StringComparer.OrdinalIgnoreCase)) && rule.Ports.Any(HoldsRemoteDesktop)
            : false;

    private static bool HoldsRemoteDesktop(string ports)
    {
        string[] ends = ports.Split('-');
        return ports == "*"
            || (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                && int.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                && first <= RemoteDesktopPort && RemoteDesktopPort <= last);
    }
}
