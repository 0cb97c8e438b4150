using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Each defect fires exactly its rule, on an image that is otherwise as it was.</summary>
public sealed class DefectMatrixTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (int i = 0; i < Defects.All.Count; i++)
                data.Add(i, Defects.All[i].ToString());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_defect_fires_its_rule_and_no_other(int index, string name)
    {
        Defect defect = Defects.All[index];
        Assert.Equal(name, defect.ToString());
        ImageFacts healthy = defect.Healthy();
        IReadOnlyList<string> before = RuleIds(Assess(healthy, new Defect("", default, "", defect.Healthy, image => image) { AsIs = defect.AsIs, Platform = defect.Platform == null ? null : place => place }));

        Assessment assessment = Assess(defect.Apply(healthy), defect);

        IEnumerable<string> fired = RuleIds(assessment).Except(before);
        if (!defect.OthersToo)
            Assert.Equal(new[] { defect.Rule, defect.AlsoFires }.OfType<string>().Order(StringComparer.Ordinal), fired.Order(StringComparer.Ordinal));
        Finding finding = Assert.Single(assessment.Findings, found => found.RuleId == defect.Rule);
        Assert.Equal(defect.Severity, finding.Severity);
        Assert.Equal(defect.RefusedByAzure, finding.RefusedByAzure);
        Assert.NotEmpty(finding.Seen);
        Assert.NotEmpty(finding.Where);
        Assert.NotEmpty(finding.Remedy);
        Assert.NotEmpty(finding.Sources);
        Assert.Equal(finding.Severity == Severity.Blocker, assessment.Verdict == Verdict.Blocked);
    }

    [Fact]
    public void Every_rule_has_a_defect_that_fires_it()
        => Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), Defects.All.Select(defect => defect.Rule).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_stays_silent_on_some_healthy_image()
    {
        var fired = RuleIds(Assess(HealthyImage.Server2016Mbr(), null)).Concat(RuleIds(Assess(HealthyImage.Server2016Gpt(), null))).ToHashSet();
        Assert.Empty(fired);
    }

    [Fact]
    public void Worst_findings_come_first()
    {
        Assessment assessment = Assess(HealthyImage.Server2003R2X86().Start("Dhcp", 4), null);

        Assert.Equal(assessment.Findings.Select(finding => finding.Severity).OrderDescending(), assessment.Findings.Select(finding => finding.Severity));
        Assert.Equal("ALO5001", assessment.Findings[0].RuleId);
    }

    private static Assessment Assess(ImageFacts facts, Defect? defect)
        => Assessor.Assess(facts, new AssessmentRequest
        {
            AsOf = AsOf,
            AsIs = defect?.AsIs ?? false,
            VmSize = defect?.Platform == null ? defect?.VmSize : HealthyPlatform.Size.Name,
            Platform = defect?.Platform?.Invoke(HealthyPlatform.Facts),
        });

    private static IReadOnlyList<string> RuleIds(Assessment assessment) => [.. assessment.Findings.Select(finding => finding.RuleId).Distinct()];
}
