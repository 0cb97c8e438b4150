namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>The lowest version of one file for one build.</summary>
/// <param name="Lowest">In the branch of general updates, or in the only one.</param>
/// <param name="LowestOfHotfixes">In the branch of hotfixes (LDR), whose revisions begin at a higher number; null where there is none.</param>
internal sealed record FileVersionFloor(Version Lowest, Version? LowestOfHotfixes)
{
    /// <summary>Revisions of the branch of hotfixes begin here in Windows 8 and Server 2012.</summary>
    private const int HotfixBranch = 20000;

    /// <summary>Whether a version is too low in its own branch.</summary>
    public bool IsAbove(Version version)
        => version < (LowestOfHotfixes is { } hotfixes && version.Build == hotfixes.Build && version.Revision >= HotfixBranch ? hotfixes : Lowest);

    /// <inheritdoc/>
    public override string ToString() => LowestOfHotfixes == null ? Lowest.ToString() : $"{Lowest} ({LowestOfHotfixes})";
}

/// <summary>The table of file versions in "Prepare a Windows VHD or VHDX to upload to Azure" (2022-08-04), for 64-bit Windows.</summary>
internal static class FileVersionFloors
{
    public const int FirstBuild = 7601;

    private const string None = "";

    /// <summary>Windows 7 SP1 and 2008 R2 SP1; 8 and 2012; 8.1 and 2012 R2; 1607 and 2016; 1703; 1709; 1803. The article names no file for the last.</summary>
    public static IReadOnlyList<int> Builds { get; } = [FirstBuild, 9200, 9600, 14393, 15063, 16299, 17134];

    private static readonly string[] Prefixes = ["6.1.7601.", "6.2.9200.", "6.3.9600.", "10.0.14393.", "10.0.15063.", "10.0.16299.", "10.0.17134."];

    /// <summary>By file, the revision for each build in the order above; "a/b" for the branches of updates and of hotfixes.</summary>
    private static readonly Dictionary<string, string[]> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disk.sys"] = ["23403", "17638/21757", "18203"],
        ["storport.sys"] = ["23403", "17188/21306", "18573", "1358", "332"],
        ["ntfs.sys"] = ["23403", "17623/21743", "18654", "1198", "447"],
        ["iologmsg.dll"] = ["23403", "16384"],
        ["classpnp.sys"] = ["23403", "17061/21180", "18334", "953"],
        ["volsnap.sys"] = ["23403", "17047/21165", "18265", None, "0"],
        ["partmgr.sys"] = ["23403", "16681", "17401", "953", "0"],
        ["volmgr.sys"] = [None, None, None, None, "0"],
        ["volmgrx.sys"] = ["23403", None, None, None, "0"],
        ["msiscsi.sys"] = ["23403", "21006", "18624", "1066", "447"],
        ["msdsm.sys"] = ["23403", "21474", "18592"],
        ["mpio.sys"] = ["23403", "21190", "18616", "1198"],
        ["fveapi.dll"] = ["23311", "20930", "18294", "576"],
        ["fveapibase.dll"] = ["23403", "20930", "17415", "206"],
        ["netvsc.sys"] = [None, None, None, "1198", "250"],
        ["mrxsmb10.sys"] = ["23816", "22108", "18603", "479", "483"],
        ["mrxsmb20.sys"] = ["23816", "21548", "18586", "953", "483"],
        ["mrxsmb.sys"] = ["23816", "22074", "18586", "953", "0"],
        ["tcpip.sys"] = ["23761", "22070", "18478", "1358", "447"],
        ["http.sys"] = ["23403", "17285", "18574", "251", "483"],
        ["vmswitch.sys"] = ["23727", "22117", "18654", "1358", "138"],
        ["ntoskrnl.exe"] = ["23807", "22170", "18696", "1358", "483"],
        ["rdpcorets.dll"] = ["6.2.9200.21506", "22104", "18619", "1198", "0"],
        ["termsrv.dll"] = ["23403", "17048", "17415", "0", "0"],
        ["termdd.sys"] = ["23403"],
        ["win32k.sys"] = ["23807", "22168", "18698", "594"],
        ["rdpdd.dll"] = ["23403"],
        ["rdpwd.sys"] = ["23403"],
    };

    /// <summary>vmstorfl.sys, whose version is that of the integration components.</summary>
    private static readonly string[] IntegrationServices = ["6.3.9600.18907", "6.3.9600.18080", "6.3.9600.18907", "2007", "850", "371"];

    /// <summary>The floor of a file for a build; null where the article names none.</summary>
    public static FileVersionFloor? Of(string file, int build) => Rows.TryGetValue(file, out string[]? row) ? Read(row, build) : null;

    /// <summary>The floor of the integration components for a build; null where the article names none.</summary>
    public static FileVersionFloor? OfIntegrationServices(int build) => Read(IntegrationServices, build);

    private static FileVersionFloor? Read(string[] row, int build)
    {
        int column = Builds.ToList().IndexOf(build);
        if (column < 0 || column >= row.Length || row[column].Length == 0)
            return null;
        string[] branches = row[column].Split('/');
        return new FileVersionFloor(Full(branches[0]), branches.Length == 1 ? null : Full(branches[1]));

        Version Full(string text) => Version.Parse(text.Contains('.') ? text : Prefixes[column] + text);
    }
}
