using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.Policy.Tests.Audit;

/// <summary>A selection chooses what is listed, never what is true.</summary>
public sealed class RuleSelectionTests
{
    /// <summary>DHCP is off (Blocker, Reachable) and the disk has other findings of all severities.</summary>
    private static readonly ImageFacts Image = HealthyImage.Server2003R2X86().Start("Dhcp", 4);

    [Fact]
    public void A_Blocker_that_was_left_out_still_blocks()
    {
        Assessment assessment = Assess(RuleSelection.Of(null, ["ALO5001"]));

        Assert.DoesNotContain(assessment.Findings, finding => finding.RuleId == "ALO5001");
        Assert.Equal(Verdict.Blocked, assessment.Verdict);
        Assert.Equal(new LeftOutFindings(1, 0, 0), assessment.LeftOut);
    }

    [Fact]
    public void Warnings_that_were_left_out_still_keep_it_from_Ready()
    {
        Assessment assessment = Assessor.Assess(HealthyImage.Server2003R2X86(), Request(RuleSelection.Of(null, minimumSeverity: Severity.Blocker)));

        Assert.Empty(assessment.Findings);
        Assert.Equal(Verdict.ReadyWithWarnings, assessment.Verdict);
        Assert.True(assessment.LeftOut.Warnings > 0);
    }

    [Fact]
    public void What_could_not_be_read_stays_Unknown_when_it_was_left_out()
    {
        ImageFacts image = HealthyImage.Server2008R2().RemoteDesktop(desktop => desktop with { DenyConnections = Observed.Unreadable<uint>(desktop.DenyConnections.Where, "damaged") });

        Assert.Equal(Verdict.Unknown, Assessor.Assess(image, Request(RuleSelection.Of(["ALO1*"]))).Verdict);
    }

    [Fact]
    public void Everything_is_listed_without_a_selection()
    {
        Assessment assessment = Assess(RuleSelection.All);

        Assert.Equal(LeftOutFindings.None, assessment.LeftOut);
        Assert.Contains(assessment.Findings, finding => finding.RuleId == "ALO5001");
    }

    [Theory]
    [InlineData("ALO5001")]
    [InlineData("alo50*")]
    [InlineData("*")]
    public void A_rule_is_named_by_its_id_or_a_wildcard(string pattern)
        => Assert.Contains(Assess(RuleSelection.Of([pattern])).Findings, finding => finding.RuleId == "ALO5001");

    [Fact]
    public void A_finding_has_to_meet_all_that_is_said()
    {
        Assert.Empty(Assess(RuleSelection.Of(["ALO5001"], profiles: [RuleProfile.Hygiene])).Findings);
        Assert.Single(Assess(RuleSelection.Of(["ALO5001"], profiles: [RuleProfile.Hygiene, RuleProfile.Reachable])).Findings);
        Assert.Empty(Assess(RuleSelection.Of(["ALO5001"], ["ALO5*"])).Findings);
        Assert.Single(Assess(RuleSelection.Of(["ALO*"], minimumSeverity: Severity.Blocker)).Findings);
    }

    [Theory]
    [InlineData("ALO9999")]
    [InlineData("5001")]
    [InlineData("")]
    public void A_mistyped_rule_is_refused(string pattern)
    {
        Assert.Contains($"'{pattern}'", Assert.Throws<ArgumentException>(() => RuleSelection.Of([pattern])).Message);
        Assert.Throws<ArgumentException>(() => RuleSelection.Of(null, [pattern]));
    }

    [Fact]
    public void Every_rule_has_a_profile_and_every_profile_rules()
    {
        Assert.All(RuleCatalogue.All, rule => Assert.NotEmpty(rule.Profiles));
        Assert.All(Enum.GetValues<RuleProfile>(), profile => Assert.Contains(RuleCatalogue.All, rule => rule.Profiles.Contains(profile)));
    }

    [Fact]
    public void No_row_of_the_profiles_is_without_a_rule()
        => Assert.All(RuleProfileTable.Prefixes, prefix => Assert.Contains(RuleCatalogue.All, rule => rule.Id.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>What blocks is never a matter of tidiness alone.</summary>
    [Fact]
    public void No_Blocker_is_Hygiene_alone()
        => Assert.DoesNotContain(RuleCatalogue.All, rule => rule.Severity == Severity.Blocker && rule.Profiles.SequenceEqual([RuleProfile.Hygiene]));

    private static Assessment Assess(RuleSelection selection) => Assessor.Assess(Image, Request(selection));

    private static AssessmentRequest Request(RuleSelection selection) => new() { AsOf = new DateTime(2026, 11, 21), Selection = selection };
}
