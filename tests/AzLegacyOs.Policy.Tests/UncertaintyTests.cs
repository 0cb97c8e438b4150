using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>What could not be read is never the ground of a Blocker, and never fine.</summary>
public sealed class UncertaintyTests
{
    private const string Reason = "the sector cannot be read";

    public static TheoryData<string, string> Unread => [.. Cases.Select(pair => new TheoryDataRow<string, string>(pair.Key, pair.Value.Rule))];

    private static Dictionary<string, (string Rule, Func<ImageFacts> Image)> Cases { get; } = new()
    {
        ["Start of atapi"] = ("ALO4001", () => UnreadableStart(HealthyImage.WindowsXPX86(), "atapi")),
        ["Start of vmbus"] = ("ALO4002", () => UnreadableStart(HealthyImage.Server2008R2(), "vmbus")),
        ["Start of storvsc, Generation 2"] = ("ALO4003", () => UnreadableStart(HealthyImage.Server2016Gpt(), "storvsc")),
        ["file of atapi"] = ("ALO4005", () => HealthyImage.WindowsXPX86().Service("atapi", service => service with { ImageExists = Unreadable(service.ImageExists) })),
        ["critical devices"] = ("ALO4007", () => HealthyImage.WindowsXPX86().Storage(storage => storage with { CriticalDevices = Unreadable(storage.CriticalDevices) })),
        ["Start of netvsc"] = ("ALO4013", () => UnreadableStart(HealthyImage.Server2016Mbr(), "netvsc")),
        ["Start of Dhcp"] = ("ALO5001", () => UnreadableStart(HealthyImage.Server2008R2(), "Dhcp")),
        ["fDenyTSConnections"] = ("ALO5011", () => HealthyImage.Server2008R2().RemoteDesktop(desktop => desktop with { DenyConnections = Unreadable(desktop.DenyConnections) })),
        ["fDenyTSConnections of a policy"] = ("ALO5012", () => HealthyImage.Server2008R2().RemoteDesktop(desktop => desktop with { PolicyDenyConnections = Unreadable(desktop.PolicyDenyConnections) })),
        ["Start of TermService"] = ("ALO5013", () => UnreadableStart(HealthyImage.Server2008R2(), "TermService")),
        ["firewall rules"] = ("ALO5031", () => HealthyImage.Server2008R2().Firewall(firewall => firewall with { Rules = Unreadable(firewall.Rules) })),
        ["firewall ports of XP"] = ("ALO5032", () => HealthyImage.WindowsXPX86().Firewall(firewall => firewall with { Profiles = [.. firewall.Profiles.Select(profile => profile with { OpenPorts = Unreadable(profile.OpenPorts) })] })),
        ["Start of nsi"] = ("ALO6001", () => UnreadableStart(HealthyImage.Server2008R2(), "nsi")),
        ["set-up state"] = ("ALO3014", () => HealthyImage.Server2008R2().Setup(setup => setup with { ImageState = Unreadable(setup.ImageState) })),
        ["set-up state of XP"] = ("ALO3014", () => HealthyImage.WindowsXPX86().Setup(setup => setup with { SetupType = Unreadable(setup.SetupType) })),
        ["boot entry"] = ("ALO2023", () => HealthyImage.Server2008R2().Boot(boot => boot with { DefaultEntry = Unreadable(boot.DefaultEntry) })),
        ["parent of a differencing disk"] = ("ALO1003", () => HealthyImage.EmptyDisk().Disk(disk => disk with { Subformat = ImageSubformat.Differencing, ParentFound = null })),
    };

    [Theory]
    [MemberData(nameof(Unread))]
    public void What_could_not_be_read_is_Unknown_with_the_reason(string name, string rule)
    {
        Assessment assessment = Assess(Cases[name].Image());

        Finding finding = Assert.Single(assessment.Findings, found => found.RuleId == rule);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.True(finding.Undetermined);
        Assert.False(finding.RefusedByAzure);
        Assert.NotEmpty(finding.Seen);
        Assert.Equal(Verdict.Unknown, assessment.Verdict);
    }

    [Fact]
    public void The_reason_is_said()
        => Assert.Contains(Reason, Assert.Single(Assess(UnreadableStart(HealthyImage.Server2008R2(), "nsi")).Findings, finding => finding.RuleId == "ALO6001").Seen);

    [Theory]
    [InlineData("atapi", "ALO4001")]
    [InlineData("Dhcp", "ALO5001")]
    [InlineData("TermService", "ALO5013")]
    [InlineData("vmbus", "ALO4011")]
    public void An_absence_proves_nothing_in_a_damaged_hive(string service, string rule)
    {
        ImageFacts image = HealthyImage.WindowsXPX86().Without(service);

        Assert.Equal(Verdict.Blocked, Assess(image).Verdict);
        Assessment damaged = Assess(image.Hive(HiveState.Damaged));
        Assert.Equal(Verdict.Unknown, damaged.Verdict);
        Assert.True(Assert.Single(damaged.Findings, finding => finding.RuleId == rule).Undetermined);
    }

    [Fact]
    public void A_damaged_hive_in_which_all_that_decides_was_read_is_only_a_warning()
    {
        Assessment assessment = Assess(HealthyImage.WindowsXPX86().Hive(HiveState.Damaged));

        Assert.Equal(Verdict.ReadyWithWarnings, assessment.Verdict);
        Assert.DoesNotContain(assessment.Findings, finding => finding.Undetermined);
    }

    [Fact]
    public void A_policy_may_hide_in_a_damaged_hive()
    {
        ImageFacts image = HealthyImage.Server2008R2().Settings(settings => settings with
        {
            Hives = [settings.Hives[0], settings.Hives[1] with { State = HiveState.Damaged }],
        });

        Assessment assessment = Assess(image);

        Assert.Equal(Verdict.Unknown, assessment.Verdict);
        Assert.Contains("SOFTWARE", Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO5012").Seen);
    }

    [Fact]
    public void A_value_that_was_read_in_a_damaged_hive_still_blocks()
    {
        Assessment assessment = Assess(HealthyImage.WindowsXPX86().Without("atapi").Start("Dhcp", 4).Hive(HiveState.Damaged));

        Assert.Equal(Verdict.Blocked, assessment.Verdict);
        Assert.Equal("ALO5001", Assert.Single(assessment.Findings, finding => finding.Severity == Severity.Blocker).RuleId);
    }

    [Fact]
    public void What_would_only_be_a_warning_leaves_the_verdict_alone()
    {
        Assessment assessment = Assess(HealthyImage.Server2008R2().Storage(storage => storage with { SanPolicy = Unreadable(storage.SanPolicy) }));

        Assert.Equal(Verdict.ReadyWithWarnings, assessment.Verdict);
        Assert.False(Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO2041").Undetermined);
    }

    private static ImageFacts UnreadableStart(ImageFacts image, string name)
        => image.Service(name, service => service with { Start = Unreadable(service.Start) });

    private static Observed<T> Unreadable<T>(Observed<T> value) => Observed.Unreadable<T>(value.Where, Reason);

    private static Assessment Assess(ImageFacts image) => Assessor.Assess(image, new AssessmentRequest { AsOf = new DateTime(2026, 11, 21) });
}
