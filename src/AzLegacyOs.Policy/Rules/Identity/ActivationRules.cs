using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Identity;

/// <summary>ALO3041 to ALO3043: will Windows stay activated on Azure's hardware?</summary>
internal static class ActivationRules
{
    private const string AzureServer = "azkms.core.windows.net";
    private const string OldAzureServer = "kms.core.windows.net";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO3041", Severity.Information, RuleScope.Nt5, "KMSC A4", NoKmsClient),
        new("ALO3042", Severity.Information, RuleScope.Settings, "ACTV", KeyOfAMachine),
        SettingRow.Of("ALO3043", Severity.Information, RuleScope.Nt6, "ACTV", "KeyManagementServiceName", settings => settings.Activation?.KeyManagementServer, IsElsewhere),
    ];

    private static IEnumerable<Sighting> NoKmsClient(RuleContext context)
        => context.IsAtLeast(WindowsRelease.WindowsXP) ? [Sighting.At(context.Status!.Name, "ALO3041.Seen")] : [];

    /// <summary>A key that came with a computer, or was bought for one, may ask for activation again on other hardware.</summary>
    private static IEnumerable<Sighting> KeyOfAMachine(RuleContext context)
    {
        if (context.Settings.Activation?.Channel is { IsRead: true } channel
            && (channel.Value!.StartsWith("OEM", StringComparison.OrdinalIgnoreCase) || channel.Value.StartsWith("Retail", StringComparison.OrdinalIgnoreCase)))
            yield return Sighting.Of("ProductKeyType", channel);
    }

    private static bool IsElsewhere(string server)
        => server.Trim().Length > 0
            && !string.Equals(server.Trim(), AzureServer, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(server.Trim(), OldAzureServer, StringComparison.OrdinalIgnoreCase);
}
