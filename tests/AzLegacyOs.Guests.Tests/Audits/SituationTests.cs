using AzLegacyOs.Guests.Tests.Audits.Defects;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>Disks in a state that people meet: two installations, none, left by a crash, compressed.</summary>
public sealed class SituationTests
{
    [Theory]
    [InlineData(On.Server2003)]
    [InlineData(On.Xp)]
    public void Of_two_installations_the_booted_one_is_judged(string guest)
    {
        using var disk = new GuestDisk(HealthyGuest.Of(guest));
        FileChange.SecondInstallation(@"\WINNT")(disk);
        RegistryChange.Start("Dhcp", 4)(disk);
        FileChange.BootIni(@"\WINDOWS", @"\WINNT")(disk);

        Assessment assessment = Audit.Run(disk.Path);

        Assert.Equal(@"\WINNT", assessment.Guest!.SystemRoot);
        Assert.Equal("boot.ini", assessment.Guest.FoundBy);
        Assert.Contains(@"\WINDOWS on partition 1", Assert.Single(assessment.Guest.OtherInstallations), StringComparison.Ordinal);
        Assert.DoesNotContain("ALO5001", Audit.Ids(assessment));
        Assert.Contains(@"\WINDOWS", Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO2025").Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_installations_the_one_that_is_not_booted_is_not_judged()
    {
        using var disk = new GuestDisk(HealthyGuest.Of(On.Server2003));
        FileChange.SecondInstallation(@"\WINNT")(disk);
        RegistryChange.Start("Dhcp", 4)(disk);

        Assessment assessment = Audit.Run(disk.Path);

        Assert.Equal(@"\WINDOWS", assessment.Guest!.SystemRoot);
        Assert.Contains("ALO5001", Audit.Ids(assessment));
    }

    [Fact]
    public void Without_a_Windows_it_is_said_what_there_is()
    {
        using var disk = new GuestDisk(HealthyGuest.Of(On.Empty));
        DiskChange.FatDisk("Photos/readme.txt", [1])(disk);

        Assessment assessment = Audit.Run(disk.Path);

        Assert.Null(assessment.Guest);
        Assert.Equal(Verdict.Unknown, assessment.Verdict);
        Assert.Contains("FAT32", Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO3001").Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(On.Server2003)]
    [InlineData(On.Server2016)]
    public void A_hive_left_by_a_crash_says_that_no_log_was_replayed(string guest)
    {
        using var disk = new GuestDisk(HealthyGuest.Of(guest));
        HiveChange.Dirty("SYSTEM")(disk);
        DiskChange.MarkDirty(disk);

        Assessment assessment = Audit.Run(disk.Path);

        Finding finding = Assert.Single(assessment.Findings, found => found.RuleId == "ALO3032");
        Assert.Contains("no log", finding.Seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ALO2033", Audit.Ids(assessment));
        Assert.NotEqual(Verdict.Ready, assessment.Verdict);
    }

    [Theory]
    [InlineData(On.Server2003)]
    [InlineData(On.Server2016)]
    public void A_value_that_only_the_log_holds_is_read_from_it(string guest)
    {
        using var disk = new GuestDisk(HealthyGuest.Of(guest));
        RegistryChange.Start("Dhcp", 4)(disk);
        HiveChange.DirtyWithLog("SYSTEM")(disk);

        Assessment assessment = Audit.Run(disk.Path);

        Assert.Contains("Replayed", Assert.Single(assessment.Findings, found => found.RuleId == "ALO3033").Seen, StringComparison.Ordinal);
        Assert.Contains("ALO5001", Audit.Ids(assessment));
    }

    [Fact]
    public void The_last_change_of_the_image_state_is_read_from_the_log()
    {
        using var disk = new GuestDisk(HealthyGuest.Of(On.Server2008R2));
        FileChange.WriteInto(@"\Panther", "setupact.log", """
            2015-06-30 11:00:00, Info                  Updating image state from [IMAGE_STATE_COMPLETE] to [IMAGE_STATE_UNDEPLOYABLE]
            2015-06-30 12:00:00, Info                  Updating image state from [IMAGE_STATE_UNDEPLOYABLE] to [IMAGE_STATE_COMPLETE]
            2015-06-30 12:00:01, Info                  Nothing else
            """)(disk);

        Assessment assessment = Audit.Run(disk.Path);

        string line = Assert.Single(assessment.SetupEvidence, evidence => evidence.Name == "setupact.log").Seen!;
        Assert.StartsWith("2015-06-30 12:00:00", line, StringComparison.Ordinal);
        Assert.EndsWith("[IMAGE_STATE_COMPLETE]", line, StringComparison.Ordinal);
    }

    [Fact]
    public void System_files_that_Windows_compressed_are_read()
    {
        HealthyGuest healthy = HealthyGuest.Of(On.Server2016);
        using var disk = new GuestDisk(healthy);
        string[] paths = [@"\System32\ntoskrnl.exe", @"\System32\drivers\ntfs.sys", @"\System32\drivers\storport.sys"];
        Dictionary<string, byte[]> contents = paths.ToDictionary(path => path, disk.ReadSystemFile);
        disk.Mount(healthy.WindowsPartition, root =>
        {
            foreach ((string path, byte[] content) in contents) CompressedFile.Write(root + healthy.Facts.Guest!.SystemRoot!.Replace('\\', '/') + path.Replace('\\', '/'), content);
        }, "streams_interface=windows");

        ImageFacts facts = ImageInspector.Inspect(disk.Path);

        Assert.All(paths, path => Assert.Equal(contents[path], disk.ReadSystemFile(path)));
        Assert.Equal(healthy.Findings, Audit.Findings(facts, new Request()));
        Assert.Equal("10.0.14393.5501", facts.Settings!.Files!["ntfs.sys"].Version.Value);
    }
}
