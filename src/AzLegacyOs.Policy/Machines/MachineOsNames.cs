using System.Text.RegularExpressions;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Machines;

/// <summary>Finds a release of Windows in the words of the VM agent and of marketplace images.</summary>
internal static class MachineOsNames
{
    // From this build on it is Windows 11, whose registry, and so the agent, still calls it Windows 10.
    private const int FirstBuildOf11 = 22000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // "Windows Server 2012 R2 Datacenter", "Microsoft Windows 10 Enterprise", "Windows Server 2022 Datacenter Azure Edition".
    private static readonly Regex Agent = new(@"\bWindows\s+(Server\s+)?(\d{4}(?:\s+R2)?|XP|Vista|7|8\.1|8|10|11)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Build = new(@"^[0-9]+\.[0-9]+\.([0-9]{3,6})\b", RegexOptions.CultureInvariant, Patience);

    // "2012-R2-Datacenter", "2022-datacenter-azure-edition", "2008-R2-SP1-zhcn".
    private static readonly Regex ServerSku = new(@"^(\d{4}(?:-R2)?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    // "win10-22h2-ent", "Win7-SP1-Ent-N", "win11-23h2-pro"; Windows 8.1 is "Win81-Ent-N".
    private static readonly Regex ClientSku = new(@"^win(7|81|8|10|11)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    // SQL Server and others: "SQL2008R2SP3-WS2008R2SP1", "sql2019-ws2022".
    private static readonly Regex HostedOffer = new(@"-WS(\d{4}(?:R2)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    // The words that tell editions with other end dates apart, and their ids.
    private static readonly (string Word, string Id)[] Editions = [("Enterprise", "Enterprise"), ("Education", "Education"), ("Pro", "Professional")];

    /// <summary>What the VM agent reports: release, build and EditionID.</summary>
    public static (WindowsRelease? Release, int? Build, string? Edition) OfAgent(string name, string? version)
    {
        int? build = Build.Match(version ?? "") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null;
        WindowsRelease? release = Agent.Match(name) is { Success: true } words ? Find("Windows " + words.Groups[1].Value + words.Groups[2].Value) : null;
        string? edition = Editions.Where(known => name.IndexOf(known.Word, StringComparison.OrdinalIgnoreCase) >= 0).Select(known => known.Id).FirstOrDefault();
        return (release == WindowsRelease.Windows10 && build >= FirstBuildOf11 ? WindowsRelease.Windows11 : release, build, edition);
    }

    /// <summary>The release that an image of Microsoft was made with; null for any other publisher.</summary>
    public static WindowsRelease? OfImage(MarketplaceImage image) => image.Publisher.ToUpperInvariant() switch
    {
        "MICROSOFTWINDOWSSERVER" => First(ServerSku, image.Sku, "Windows Server "),
        "MICROSOFTWINDOWSDESKTOP" => First(ClientSku, image.Sku, "Windows "),
        "MICROSOFTSQLSERVER" => First(HostedOffer, image.Offer, "Windows Server "),
        _ => null,
    };

    private static WindowsRelease? First(Regex pattern, string text, string before) => pattern.Match(text) is { Success: true } match ? Find(before + match.Groups[1].Value) : null;

    private static WindowsRelease? Find(string name) => OsName.TryParse(name, null, out IReadOnlyList<SupportRow> rows) ? rows[0].Release : null;
}
