using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>What is known about each real hive.</summary>
public class CorpusHiveTests
{
    [Theory]
    [InlineData("win7-x86.SYSTEM", 1u, @"ControlSet001\services\storvsc", 3u)]
    [InlineData("win7-x86.SYSTEM", 1u, @"ControlSet001\services\vmbus", 0u)]
    [InlineData("win81-x64-dirty.SYSTEM", 1u, @"ControlSet001\Services\storvsc", 0u)]
    [InlineData("xp-sp3-x86-physical.SYSTEM", 1u, @"ControlSet001\Services\intelppm", 1u)]
    public void Services_start_as_they_are_known_to(string name, uint controlSet, string service, uint start)
    {
        using RegistryHive hive = CorpusHive.Open(name);

        Assert.Equal(controlSet, hive.Root.OpenSubKey("Select")!.GetValue("Current")!.AsUInt32());
        Assert.Equal(start, hive.Root.OpenSubKey(service)!.GetValue("Start")!.AsUInt32());
    }

    [Fact]
    public void A_dirty_hive_without_logs_is_said_to_be_one()
    {
        using RegistryHive hive = CorpusHive.Open("win81-x64-dirty.SYSTEM");

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Equal(
            "The hive was not written back completely (sequence numbers 205 and 204). There is no log. Nothing was applied: recent changes may be missing.",
            hive.StateNote);
        Assert.Equal(3u, hive.Root.OpenSubKey(@"ControlSet001\Services\storvsc\StartOverride")!.GetValue("0")!.AsUInt32());
    }

    [Theory]
    [InlineData(".LOG1", ".LOG2")]
    [InlineData(".LOG2", ".LOG1")]
    public void The_hive_of_Windows_10_is_replayed_from_both_logs_and_grows(string one, string other)
    {
        const string Name = "win10-1709-x64-dirty.SYSTEM";
        using RegistryHive hive = CorpusHive.Open(Name, Name + one, Name + other);

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal(Enumerable.Range(2107, 24).Select(number => (uint)number), hive.AppliedEntries);
        Assert.Contains($"Entries 2107 to 2110 of {Name}.LOG1 were applied. Entries 2111 to 2130 of {Name}.LOG2 were applied.", hive.StateNote);
        Assert.Equal(12_591_104, hive.Bins.Size);
    }

    [Theory]
    [InlineData("dirty.NTUSER.DAT", 566, 588)]
    [InlineData("win11-dirty.Amcache.hve", 68, 76)]
    public void Dirty_hives_are_replayed(string name, int first, int last)
    {
        using RegistryHive hive = CorpusHive.Open(name);

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal(Enumerable.Range(first, last - first + 1).Select(number => (uint)number), hive.AppliedEntries);
    }

    [Fact]
    public void A_hive_that_was_written_back_ignores_the_entries_left_in_its_logs()
    {
        using RegistryHive hive = CorpusHive.Open("win2012r2-dirty.Amcache.hve");

        Assert.Equal(RegistryHiveState.Clean, hive.State);
        Assert.Empty(hive.AppliedEntries);
    }

    [Fact]
    public void The_damaged_hive_of_XP_is_read_as_far_as_possible()
    {
        using RegistryHive hive = CorpusHive.Open("xp-sp3-x86-damaged.SYSTEM");

        RegistryValue commandLine = hive.Root.OpenSubKey("Setup")!.GetValue("CmdLine")!;
        Assert.Equal(RegistryValueType.MultiString, commandLine.Type);
        Assert.Equal(@"C:\WINDOWS\System32\oobe\msoobe.exe /update", commandLine.AsString());
        Assert.Equal(7, hive.Root.SubKeys.Count());
        Assert.InRange(AllKeys(hive.Root).Count(), 1500, 2000);
        Assert.InRange(hive.Problems.Count, 100, 1000);
    }

    [Fact]
    public void One_bad_list_element_does_not_hide_the_other_keys()
    {
        using RegistryHive good = CorpusHive.Open("plaso-100_sub_keys.hiv");
        using RegistryHive bad = CorpusHive.Open("plaso-corrupt_sub_key_list.hiv");

        string[] all = [.. good.Root.SubKeys.Select(key => key.Name)];
        string[] left = [.. bad.Root.SubKeys.Select(key => key.Name)];
        Assert.Equal(100, all.Length);
        Assert.Equal(all.Where(name => name != "16"), left);
        Assert.NotEmpty(bad.Problems);
        Assert.Throws<DiskFormatException>(() => bad.Root.OpenSubKey("16"));
    }

    [Fact]
    public void A_registry_of_Windows_9x_is_named_as_such()
        => Assert.Contains("a Windows 9x registry (CREG)", Assert.Throws<DiskFormatException>(() => CorpusHive.Open("win9x-creg.SYSTEM.DAT")).Message);

    [Fact]
    public void A_hive_whose_root_is_not_marked_is_said_to_be_one()
    {
        using RegistryHive hive = CorpusHive.Open("ez-SECURITYNoRoot");

        Assert.Equal(2, hive.Root.SubKeys.Count());
        Assert.Contains("is not marked as the root", Assert.Single(hive.Problems).Reason);
    }

    [Fact]
    public void Names_may_hold_NUL_and_characters_beyond_ASCII()
    {
        using RegistryHive hive = CorpusHive.Open("hivex-special");

        string[] names = [.. hive.Root.SubKeys.Select(key => key.Name)];
        Assert.Contains("abcd_äöüß", names);
        Assert.Contains(names, name => name.Contains('\0'));
    }

    private static IEnumerable<RegistryKey> AllKeys(RegistryKey key) => key.SubKeys.SelectMany(AllKeys).Prepend(key);
}
