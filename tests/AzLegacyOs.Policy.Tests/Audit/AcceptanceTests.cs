using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests.Audit;

/// <summary>An accepted finding stays in sight and does not count; what Azure refuses cannot be accepted.</summary>
public sealed class AcceptanceTests
{
    private static readonly DateTime Today = new(2026, 11, 21);

    private static readonly AcceptedFinding Dhcp = new() { Rule = "ALO5001", Reason = "static address by design", By = "J. Jansen", Until = Today };

    private static readonly ImageFacts Image = HealthyImage.Server2016Mbr().Start("Dhcp", 4);

    [Fact]
    public void It_is_marked_with_the_reason_and_does_not_count()
    {
        Assessment assessment = Assess(Image, Dhcp);

        Finding finding = Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO5001");
        Assert.Equal(new Acceptance("static address by design", "J. Jansen", Today), finding.Acceptance);
        Assert.Equal(Severity.Blocker, finding.Severity);
        Assert.Empty(assessment.Notices);
    }

    /// <summary>The VM may well not answer: that is not simply Ready.</summary>
    [Fact]
    public void An_accepted_Blocker_leaves_the_verdict_no_better_than_ReadyWithWarnings()
    {
        Assert.Equal(Verdict.Blocked, Assess(Image).Verdict);
        Assert.Equal(Verdict.ReadyWithWarnings, Assess(Image, Dhcp).Verdict);
    }

    [Fact]
    public void An_accepted_Warning_leaves_it_Ready()
    {
        ImageFacts image = HealthyImage.Server2016Mbr().Listener(listener => listener with { LanAdapter = listener.LanAdapter.To(1u) });

        Assert.Equal(Verdict.ReadyWithWarnings, Assess(image).Verdict);
        Assert.Equal(Verdict.Ready, Assess(image, new AcceptedFinding { Rule = "ALO5015", Reason = "there is one adapter" }).Verdict);
    }

    [Fact]
    public void What_could_not_be_read_does_not_count_once_it_is_accepted()
    {
        ImageFacts image = HealthyImage.Server2008R2().RemoteDesktop(desktop => desktop with { DenyConnections = Observed.Unreadable<uint>(desktop.DenyConnections.Where, "damaged") });

        Assert.Equal(Verdict.ReadyWithWarnings, Assess(image, new AcceptedFinding { Rule = "ALO5011", Reason = "seen on the machine" }).Verdict);
    }

    [Fact]
    public void A_guest_that_was_not_established_stays_Unknown_whatever_is_accepted()
        => Assert.Equal(Verdict.Unknown, Assess(HealthyImage.EmptyDisk(), new AcceptedFinding { Rule = "ALO3001", Reason = "a data disk" }).Verdict);

    [Fact]
    public void What_Azure_refuses_cannot_be_accepted_and_that_is_said()
    {
        Assessment assessment = Assess(HealthyImage.Server2003R2X86().Resize(2049L * 1024 * 1024 * 1024), new AcceptedFinding { Rule = "ALO1023", Reason = "let us see" });

        Assert.Equal(Verdict.Blocked, assessment.Verdict);
        Assert.Null(Assert.Single(assessment.Findings, finding => finding.RuleId == "ALO1023").Acceptance);
        Assert.Contains("ALO1023", Assert.Single(assessment.Notices));
    }

    [Fact]
    public void It_holds_until_the_last_day_and_counts_again_after_it()
    {
        Assert.NotEqual(Verdict.Blocked, Assess(Image, Dhcp).Verdict);
        Assert.Equal(Verdict.Blocked, Assess(Image, Dhcp with { Until = Today.AddDays(-1) }).Verdict);
        Assert.Contains("2026-11-20", Assert.Single(new AuditSettings { Accepted = [Dhcp, Dhcp with { Until = Today.AddDays(-1) }] }.WarningsOn(Today)));
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("machine.vhd", null, null, true)]
    [InlineData("*.VHD", null, null, true)]
    [InlineData("other*.vhd", null, null, false)]
    [InlineData(null, @"*Services\Dhcp*", null, true)]
    [InlineData(null, @"*Services\Dnscache*", null, false)]
    [InlineData(null, null, "*= 4", true)]
    [InlineData(null, null, "*= 3", false)]
    [InlineData("machine.vhd", @"*Dhcp*", "*= 3", false)]
    public void It_can_be_bound_to_an_image_a_place_and_a_value(string? image, string? where, string? seen, bool accepted)
        => Assert.Equal(accepted, Assess(Image, Dhcp with { Image = image, Where = where, Seen = seen }).Verdict != Verdict.Blocked);

    [Theory]
    [InlineData(@"D:\disks\erp.vhd", "erp.vhd", true)]
    [InlineData(@"D:\disks\erp.vhd", "disks/erp.vhd", true)]
    [InlineData(@"D:\disks\erp.vhd", @"d:\*\erp.vhd", true)]
    [InlineData("/srv/disks/erp.vhd", "disks/*", true)]
    [InlineData("/srv/disks/erp.vhd", "disks", false)]
    [InlineData("/srv/mydisks/erp.vhd", "disks/*", false)]
    [InlineData("/srv/disks/erp.vhd", "srv", false)]
    public void An_image_is_named_by_its_file_name_or_the_end_of_its_path(string path, string pattern, bool expected)
        => Assert.Equal(expected, Assess(Image with { Path = path }, Dhcp with { Image = pattern }).Verdict != Verdict.Blocked);

    [Fact]
    public void A_selection_does_not_count_accepted_findings_among_what_it_left_out()
    {
        var request = new AssessmentRequest { AsOf = Today, Accepted = [Dhcp], Selection = RuleSelection.Of(["ALO1*"]) };

        Assert.Equal(0, Assessor.Assess(Image, request).LeftOut.Blockers);
    }

    private static Assessment Assess(ImageFacts image, params AcceptedFinding[] accepted)
        => Assessor.Assess(image, new AssessmentRequest { AsOf = Today, Accepted = accepted });
}
