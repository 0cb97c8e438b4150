using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Every key and value of real hives, against hivex. Name a larger collection in AZLEGACYOS_CORPUS to try it.</summary>
public class ComparisonWithHivexTests
{
    /// <summary>The field of the base block that tells a hive (0) from a log.</summary>
    private const int FileTypeOffset = 28;

    public static TheoryData<string> Hives => [.. Corpus.List("hives").Where(IsHive).Select(name => name["hives/".Length..])];

    /// <summary>Of a damaged hive nothing is read that hivex does not read; of one that hivex refuses, that reading it ends.</summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Hives))]
    public void Both_read_the_same_from_the_hive_without_its_logs(string name)
    {
        ToolResult export = ExternalTool.Require("hivexregedit").Run("--export", Corpus.Open("hives/" + name), "\\");
        using RegistryHive? hive = TryOpen(name);
        List<string>? ours = hive is null ? null : HiveListing.TryOf(hive);
        if (export.ExitCode != 0) return;

        List<string> theirs = HiveListing.OfExport(export.Output);
        Assert.NotNull(hive);
        if (hive.Problems.Count == 0) Assert.Equal(theirs, ours);
        else Assert.Empty((ours ?? []).Except(theirs));
    }

    /// <summary>hivex replays nothing; it reads the hive as it is after our replay, which checks that the pieces fit together.</summary>
    [Theory]
    [InlineData("dirty.NTUSER.DAT")]
    [InlineData("win10-1709-x64-dirty.SYSTEM")]
    [InlineData("win11-dirty.Amcache.hve")]
    public void Both_read_the_same_from_the_replayed_hive(string name)
    {
        using RegistryHive hive = CorpusHive.Open(name);
        using var folder = new TemporaryFolder();
        string path = folder.Combine("replayed");
        File.WriteAllBytes(path, CorpusHive.Flatten(name, hive));

        AssertSame(path, hive);
        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Empty(hive.Problems);
    }

    private static RegistryHive? TryOpen(string name)
    {
        try
        {
            return CorpusHive.Open(name, logs: []);
        }
        catch (DiskFormatException)
        {
            return null;
        }
    }

    private static bool IsHive(string name)
    {
        byte[] bytes = Corpus.ReadAllBytes(name);
        return bytes.Length >= 4096 && bytes.AsSpan().StartsWith("regf"u8) && BitConverter.ToUInt32(bytes, FileTypeOffset) == 0;
    }

    private static void AssertSame(string path, RegistryHive hive)
    {
        ToolResult export = ExternalTool.Require("hivexregedit").Run("--export", path, "\\").EnsureSuccess();
        Assert.Equal(HiveListing.OfExport(export.Output), HiveListing.Of(hive));
    }
}
