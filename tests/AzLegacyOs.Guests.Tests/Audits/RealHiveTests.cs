using AzLegacyOs.Guests.Tests.Audits.Defects;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;
using static AzLegacyOs.Guests.Tests.Audits.Defects.RegistryChange;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>Real SYSTEM hives in generated guests, whose SOFTWARE hive and files are made up: whole audits, and what they must conclude.</summary>
public sealed class RealHiveTests
{
    private const string Version = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    private static readonly string[] LogEndings = [".LOG", ".LOG1", ".LOG2"];

    /// <summary>All that may be a SYSTEM hive, also in a larger collection that AZLEGACYOS_CORPUS names.</summary>
    public static TheoryData<string> Hives
        => [.. Corpus.List("hives").Where(name => name.Contains("SYSTEM", StringComparison.OrdinalIgnoreCase) && !LogEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))];

    [Fact]
    public void Windows_7_on_VMware_has_its_tools_and_a_healthy_storvsc()
    {
        Assessment assessment = Judge(On.Windows7X86, "win7-x86.SYSTEM");

        Assert.Equal(WindowsRelease.Windows7, assessment.Guest!.Release);
        Assert.Equal(MachineArchitecture.X86, assessment.Guest.Architecture);
        Assert.DoesNotContain(assessment.Findings, finding => finding.Seen.Contains("storvsc", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(assessment.Findings, finding => finding.RuleId == "ALO4016" && finding.Seen.Contains("VMTools", StringComparison.Ordinal));
        Assert.DoesNotContain("ALO3032", Audit.Ids(assessment));
    }

    [Fact]
    public void Windows_81_on_VirtualBox_is_dirty_and_overridden()
    {
        Assessment assessment = Judge(On.Windows8, "win81-x64-dirty.SYSTEM", Set(Version, "CurrentVersion", "6.3") + Set(Version, "CurrentBuildNumber", "9600"));

        Assert.Equal(WindowsRelease.Windows81, assessment.Guest!.Release);
        Assert.Contains("ALO3032", Audit.Ids(assessment));
        Assert.Contains(assessment.Findings, finding => finding.RuleId == "ALO4004" && finding.Seen.Contains("storvsc", StringComparison.Ordinal));
    }

    [Fact]
    public void Windows_10_on_hardware_is_replayed()
    {
        Assessment assessment = Judge(On.Windows10, "win10-1709-x64-dirty.SYSTEM", logs: [".LOG1", ".LOG2"]);

        Assert.Equal(WindowsRelease.Windows10, assessment.Guest!.Release);
        Assert.Contains("ALO3033", Audit.Ids(assessment));
        Assert.DoesNotContain("ALO3032", Audit.Ids(assessment));
        Assert.DoesNotContain("ALO4023", Audit.Ids(assessment));
        Assert.DoesNotContain("ALO6025", Audit.Ids(assessment));
    }

    [Fact]
    public void A_physical_XP_lacks_its_boot_device_and_Remote_Desktop()
    {
        Assessment assessment = Judge(On.Xp, "xp-sp3-x86-physical.SYSTEM");

        Assert.Equal(WindowsRelease.WindowsXP, assessment.Guest!.Release);
        Assert.Contains(assessment.Findings, finding => finding.RuleId == "ALO4007" && finding.Seen.Contains("pci#ven_8086&dev_7111", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("ALO5011", Audit.Ids(assessment));
        Assert.Equal(Verdict.Blocked, assessment.Verdict);
    }

    [Fact]
    public void A_damaged_XP_is_named_damaged_and_never_ready()
    {
        Assessment assessment = Judge(On.Xp, "xp-sp3-x86-damaged.SYSTEM");

        Assert.Equal(WindowsRelease.WindowsXP, assessment.Guest!.Release);
        Assert.Contains(assessment.Findings, finding => finding.RuleId == "ALO3032" && finding.Seen.Contains("Damaged", StringComparison.Ordinal));
        Assert.True(assessment.Verdict is Verdict.Blocked or Verdict.Unknown, assessment.Verdict.ToString());
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Hives))]
    public void Any_hive_in_any_guest_is_judged(string hive)
    {
        foreach (string guest in new[] { On.Xp, On.Windows7X86, On.Windows10 })
        {
            Assessment assessment = Judge(guest, hive["hives/".Length..]);

            bool isPreinstallation = assessment.Problems.Any(problem => problem.Reason.Contains("Windows PE", StringComparison.Ordinal));
            Assert.Equal(isPreinstallation ? null : GuestFamily.Windows, assessment.Guest?.Family);
            Assert.NotEqual(Verdict.Ready, assessment.Verdict);
            Assert.All(assessment.Findings, finding => Assert.NotEmpty(finding.Where));
        }
    }

    private static Assessment Judge(string guest, string hive, Action<GuestDisk>? change = null, params string[] logs)
    {
        byte[] content = Corpus.ReadAllBytes("hives/" + hive);
        using var disk = new GuestDisk(HealthyGuest.Of(guest));
        change?.Invoke(disk);
        disk.WriteHive("SYSTEM", content);
        foreach (string log in logs) disk.WriteHive("SYSTEM", Corpus.ReadAllBytes("hives/" + hive + log), log);
        return Audit.Run(disk.Path);
    }
}
