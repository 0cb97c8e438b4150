using System.Text.RegularExpressions;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Disks.Tests.FileSystems;
using AzLegacyOs.Disks.Tests.Registry;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>Every key and value of every hive of the fixtures, against hivexregedit and reglookup.</summary>
public partial class HivesAgainstHivexAndRegLookupTests
{
    private static readonly string[] Names = ["SYSTEM", "SOFTWARE", "SAM", "SECURITY", "DEFAULT", "BCD"];

    public static TheoryData<string> Guests => FixtureNames.Guests;

    [Theory]
    [MemberData(nameof(Guests))]
    public void All_read_the_same_values(string fixture)
    {
        using var folder = new TemporaryFolder();
        int hives = 0;
        foreach (FixtureVolume volume in FixtureVolume.Of(fixture))
        {
            using FixtureVolume _ = volume;
            foreach ((string path, FileEntry entry) in volume.FileSystem.Walk().Where(file => IsHive(file.Entry)))
            {
                string copy = folder.Combine($"{++hives}");
                File.WriteAllBytes(copy, entry.ReadAll());
                using RegistryHive hive = RegistryHive.Open(entry.Open(), []);

                Assert.Equal(RegistryHiveState.Clean, hive.State);
                Assert.Equal(ByHivex(copy), HiveListing.Of(hive));
                Assert.Equal(ByRegLookup(copy), Paths(hive.Root));
                Assert.Empty(hive.Problems);
            }
        }

        Assert.InRange(hives, 5, 6);
    }

    private static bool IsHive(FileEntry entry) => !entry.IsDirectory && Names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    private static List<string> ByHivex(string path) =>
        HiveListing.OfExport(ExternalTool.Require("hivexregedit").Run("--export", path, "\\").EnsureSuccess().Output);

    /// <summary>Every key and value by its path; reglookup quotes what is not printable as %XX.</summary>
    private static SortedSet<string> ByRegLookup(string path)
    {
        string[] lines = ExternalTool.Require("reglookup").Run("-H", path).EnsureSuccess().OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new SortedSet<string>(lines.Select(line => Quoted().Replace(line.Split(',')[0], Unquote)), StringComparer.Ordinal);
    }

    private static SortedSet<string> Paths(RegistryKey key)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal) { "/" };
        Add(key, "", paths);
        return paths;
    }

    private static void Add(RegistryKey key, string path, SortedSet<string> paths)
    {
        foreach (RegistryValue value in key.Values) paths.Add($"{path}/{value.Name}");
        foreach (RegistryKey subKey in key.SubKeys)
        {
            paths.Add($"{path}/{subKey.Name}");
            Add(subKey, $"{path}/{subKey.Name}", paths);
        }
    }

    private static string Unquote(Match match) => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString();

    [GeneratedRegex("%([0-9A-F]{2})")]
    private static partial Regex Quoted();
}
