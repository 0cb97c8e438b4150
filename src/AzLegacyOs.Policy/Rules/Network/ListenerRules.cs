using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Network;

/// <summary>ALO5014 to ALO5019: where and to whom Remote Desktop listens.</summary>
internal static class ListenerRules
{
    public const uint DefaultPort = 3389;

    /// <summary>XP calls it Home or Personal, Vista and 7 Home Basic and Home Premium, 8 and later Core.</summary>
    private static readonly string[] HomeEditions = ["Home", "Personal", "Core", "Starter"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        Row("ALO5014", "PortNumber", listener => listener.PortNumber, port => port != DefaultPort),
        Row("ALO5015", "LanAdapter", listener => listener.LanAdapter, adapter => adapter != 0),
        Row("ALO5016", "fEnableWinStation", listener => listener.Enabled, enabled => enabled == 0),
        Row("ALO5017", "MaxInstanceCount", listener => listener.MaxInstanceCount, count => count < 2),
        new("ALO5018", Severity.Warning, RuleScope.Nt6, "U1", CertificatePinned) { Repairable = true },
        new("ALO5019", Severity.Blocker, RuleScope.Windows, "RDH", EditionWithoutHost),
    ];

    private static Rule Row(string id, string name, Func<RemoteDesktopListenerFacts, Observed<uint>> select, Func<uint, bool> isWrong)
        => SettingRow.Of(id, Severity.Warning, RuleScope.Settings, "U1", name, settings => settings.RemoteDesktop.Listener is { } listener ? select(listener) : null, isWrong);

    private static IEnumerable<Sighting> CertificatePinned(RuleContext context)
    {
        if (context.Settings.RemoteDesktop.Listener?.CertificatePinned is { } pinned && pinned.Is(true))
            yield return Sighting.At(pinned.Where, "ALO5018.Seen");
    }

    private static IEnumerable<Sighting> EditionWithoutHost(RuleContext context)
    {
        string where = context.Guest!.SystemRoot ?? context.Facts.Path;
        if (context.Guest is { Kind: InstallationKind.Client, Edition: { } edition }
            && HomeEditions.Any(home => edition.StartsWith(home, StringComparison.OrdinalIgnoreCase)))
            yield return Sighting.At(where, "ALO5019.Seen", edition);
        else if (context.Guest is { Kind: InstallationKind.Client or null, Edition: null })
            yield return Sighting.At(where, "ALO5019.SeenUnknown").Undetermined();
    }
}
