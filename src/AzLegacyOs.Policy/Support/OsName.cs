using System.Text.RegularExpressions;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Support;

/// <summary>Understands the names that people give to operating systems.</summary>
public static class OsName
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    private static readonly (string Pattern, MachineArchitecture Architecture)[] ArchitectureWords =
    [
        (@"(x86|i386|i686|\b32[- ]?bits?)\b", MachineArchitecture.X86),
        (@"(x86[-_]64|x64|amd64|\b64[- ]?bits?)\b", MachineArchitecture.X64),
        (@"\b(arm64|aarch64)\b", MachineArchitecture.Arm64),
        (@"\b(ia64|itanium)\b", MachineArchitecture.IA64),
    ];

    // What stays of a name once the words that do not tell releases apart are gone.
    private static readonly Dictionary<string, WindowsRelease> ReleasesByCore = new(StringComparer.Ordinal)
    {
        ["nt"] = WindowsRelease.WindowsNT4,
        ["nt4"] = WindowsRelease.WindowsNT4,
        ["nt40"] = WindowsRelease.WindowsNT4,
        ["2000"] = WindowsRelease.Windows2000,
        ["2k"] = WindowsRelease.Windows2000,
        ["xp"] = WindowsRelease.WindowsXP,
        ["2003"] = WindowsRelease.WindowsServer2003,
        ["2k3"] = WindowsRelease.WindowsServer2003,
        ["2003r2"] = WindowsRelease.WindowsServer2003R2,
        ["2k3r2"] = WindowsRelease.WindowsServer2003R2,
        ["vista"] = WindowsRelease.WindowsVista,
        ["2008"] = WindowsRelease.WindowsServer2008,
        ["2k8"] = WindowsRelease.WindowsServer2008,
        ["7"] = WindowsRelease.Windows7,
        ["2008r2"] = WindowsRelease.WindowsServer2008R2,
        ["2k8r2"] = WindowsRelease.WindowsServer2008R2,
        ["8"] = WindowsRelease.Windows8,
        ["2012"] = WindowsRelease.WindowsServer2012,
        ["81"] = WindowsRelease.Windows81,
        ["2012r2"] = WindowsRelease.WindowsServer2012R2,
        ["10"] = WindowsRelease.Windows10,
        ["2016"] = WindowsRelease.WindowsServer2016,
        ["2019"] = WindowsRelease.WindowsServer2019,
        ["2022"] = WindowsRelease.WindowsServer2022,
        ["11"] = WindowsRelease.Windows11,
        ["2025"] = WindowsRelease.WindowsServer2025,
    };

    private const string Noise = @"\b(microsoft|ms|sp ?\d|service ?pack ?\d?|standard|enterprise|datacenter|web|professional|pro|home|ultimate|business|education|edition|editions)\b|\(r\)|\(tm\)";

    /// <summary>Names to offer while a person types, one per release and family, oldest release first.</summary>
    public static IReadOnlyList<string> KnownNames { get; } =
        [.. SupportMatrix.Rows.Select(NameWithoutArchitecture).Distinct(StringComparer.Ordinal)];

    /// <summary>Finds the rows of the matrix that a name means, one per architecture unless one is given or named.</summary>
    /// <param name="name">"Windows Server 2003 R2", "WindowsServer2003R2", "2003 r2 x86", "win7", "XP", "Linux", "FreeBSD", ...</param>
    /// <param name="architecture">The architecture, or null to take it from the name, or all.</param>
    /// <param name="matches">The rows; empty when the name is not understood or there is no such architecture.</param>
    public static bool TryParse(string name, MachineArchitecture? architecture, out IReadOnlyList<SupportRow> matches)
    {
        matches = [];
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            return false;

        string rest = name.Trim().ToLowerInvariant();
        foreach ((string pattern, MachineArchitecture named) in ArchitectureWords.Reverse())
        {
            string without = Replace(rest, pattern);
            if (without == rest)
                continue;
            architecture ??= named;
            rest = without;
        }

        Func<SupportRow, bool>? isMeant = Meaning(rest);
        if (isMeant != null)
            matches = [.. SupportMatrix.Rows.Where(row => isMeant(row) && (architecture == null || row.Architecture == architecture))];
        return matches.Count > 0;
    }

    private static Func<SupportRow, bool>? Meaning(string name)
    {
        if (name.Contains("bsd"))
            return row => row.Family == GuestFamily.Bsd;
        if (Regex.IsMatch(name, @"linux|ubuntu|debian|centos|red ?hat|rhel|suse|sles|fedora", RegexOptions.None, MatchTimeout))
            return row => row.Family == GuestFamily.Linux;

        string core = Replace(name, Noise);
        core = Regex.Replace(core, @"windows|^win|server|[^a-z0-9]", "", RegexOptions.None, MatchTimeout);
        return ReleasesByCore.TryGetValue(core, out WindowsRelease release) ? row => row.Release == release : null;
    }

    private static string Replace(string text, string pattern) => Regex.Replace(text, pattern, " ", RegexOptions.None, MatchTimeout);

    private static string NameWithoutArchitecture(SupportRow row)
        => row.Name.Replace(" Professional x64 Edition", "").Replace(" (32-bit)", "").Replace(" (x86)", "").Replace(" (x64)", "").Replace(" (Arm64)", "");
}
