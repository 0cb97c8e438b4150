using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Every key and value of real hives, against hivex.</summary>
public class ComparisonWithHivexTests
{
    [Theory]
    [InlineData("dirty.NTUSER.DAT")]
    [InlineData("ez-Acronis_0x52_Usrclass.dat")]
    [InlineData("ez-BCD")]
    [InlineData("hivex-minimal")]
    [InlineData("hivex-rlenvalue_test_hive")]
    [InlineData("hivex-special")]
    [InlineData("plaso-100_sub_keys.hiv")]
    [InlineData("truncated.NTUSER.DAT")]
    [InlineData("win10-1709-x64-dirty.SYSTEM")]
    [InlineData("win10-uefi.BCD")]
    [InlineData("win11-dirty.Amcache.hve")]
    [InlineData("win2012r2-dirty.Amcache.hve")]
    [InlineData("win7-x86.SYSTEM")]
    [InlineData("win81-x64-dirty.SYSTEM")]
    [InlineData("xp-sp3-x86-physical.SYSTEM")]
    public void Both_read_the_same_from_the_hive_without_its_logs(string name)
    {
        using RegistryHive hive = CorpusHive.Open(name, logs: []);

        AssertSame(Corpus.Open("hives/" + name), hive);
        Assert.Empty(hive.Problems);
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

    private static void AssertSame(string path, RegistryHive hive)
    {
        ToolResult export = ExternalTool.Require("hivexregedit").Run("--export", path, "\\").EnsureSuccess();
        Assert.Equal(HiveListing.OfExport(export.Output), HiveListing.Of(hive));
    }
}
