using System.Globalization;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4031 and ALO4032: system files that are older than the preparation article asks for.</summary>
internal static class FileVersionRules
{
    private const int FirstBuildWithFloors = 7601;

    private static readonly int[] Builds = [FirstBuildWithFloors, 9200, 9600, 14393];

    /// <summary>The lowest revision of each file for the builds above; 0 where none is published.</summary>
    private static readonly Dictionary<string, int[]> Floors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disk.sys"] = [23403, 17638, 18203, 0],
        ["storport.sys"] = [23403, 17188, 18573, 1358],
        ["ntfs.sys"] = [23403, 17623, 18654, 1198],
        ["classpnp.sys"] = [23403, 17061, 18334, 953],
        ["volsnap.sys"] = [23403, 17047, 18265, 0],
        ["partmgr.sys"] = [23403, 16681, 17401, 953],
        ["volmgrx.sys"] = [23403, 0, 0, 0],
        ["netvsc.sys"] = [0, 0, 0, 1198],
        ["mrxsmb.sys"] = [23816, 22074, 18586, 953],
        ["tcpip.sys"] = [23761, 22070, 18478, 1358],
        ["http.sys"] = [23403, 17285, 18574, 251],
        ["ntoskrnl.exe"] = [23807, 22170, 18696, 1358],
        ["termsrv.dll"] = [23403, 17048, 17415, 0],
        ["termdd.sys"] = [23403, 0, 0, 0],
        ["win32k.sys"] = [23807, 22168, 18698, 594],
    };

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4031", Severity.Information, RuleScope.Nt6, "U1", BelowFloor),
        new("ALO4032", Severity.Information, RuleScope.Settings, "U1", NoFloor),
    ];

    private static IEnumerable<Sighting> BelowFloor(RuleContext context)
    {
        int column = Array.IndexOf(Builds, context.Guest!.Build ?? 0);
        if (context.Is32Bit || column < 0 || context.Settings.Files is not { } files)
            yield break;

        IReadOnlyList<FileFacts> old = [.. files.Values
            .Where(file => Floors.TryGetValue(file.Name, out int[]? floors) && Revision(file, Builds[column]) < floors[column])
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)];
        if (old.Count > 0)
        {
            yield return new Sighting(
                string.Join("; ", old.Select(file => $"{file.Name} {file.Version.Value} < {Builds[column]}.{Floors[file.Name][column]}")),
                string.Join("; ", old.Select(file => file.Version.Where)));
        }
    }

    /// <summary>The article names 64-bit builds from 2008 R2 on; of the others nothing is known, which is not the same as fine.</summary>
    private static IEnumerable<Sighting> NoFloor(RuleContext context)
    {
        if (context.Settings.Files != null && (context.Is32Bit || context.Guest!.Build < FirstBuildWithFloors))
            yield return Sighting.At(context.Guest!.SystemRoot ?? context.Facts.Path, "ALO4032.Seen");
    }

    /// <summary>The last part of the file's version; null where it is not of this build, so that it cannot be compared.</summary>
    private static int? Revision(FileFacts file, int build)
    {
        string[] parts = (file.Version.Value ?? "").Split('.');
        return parts.Length == 4 && parts[2] == build.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int revision)
            ? revision
            : null;
    }
}
