using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>What each release gets at its best: the findings that nobody can put right, and no others.</summary>
public sealed class HealthyImageTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    public static TheoryData<string, Verdict, string> Images => new()
    {
        { nameof(HealthyImage.Server2003R2X86), Verdict.ReadyWithWarnings, "ALO3021 ALO3041 ALO5025 ALO7011 ALO8001" },
        { nameof(HealthyImage.WindowsXPX86), Verdict.ReadyWithWarnings, "ALO3021 ALO3023 ALO3041 ALO5025 ALO7011 ALO8001" },
        { nameof(HealthyImage.Server2008X86), Verdict.ReadyWithWarnings, "ALO3021 ALO7011 ALO8001" },
        { nameof(HealthyImage.Windows7X86), Verdict.ReadyWithWarnings, "ALO3021 ALO7011 ALO8001" },
        { nameof(HealthyImage.Server2008R2), Verdict.ReadyWithWarnings, "ALO3021 ALO8002" },
        { nameof(HealthyImage.Windows10X86), Verdict.ReadyWithWarnings, "ALO7011 ALO8001" },
        { nameof(HealthyImage.Server2016Mbr), Verdict.Ready, "" },
        { nameof(HealthyImage.Server2016Gpt), Verdict.Ready, "" },
        { nameof(HealthyImage.Server2025), Verdict.Ready, "" },
        { nameof(HealthyImage.EmptyDisk), Verdict.Unknown, "ALO3001" },
        { nameof(HealthyImage.Linux), Verdict.Blocked, "ALO3002" },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Findings_are_exactly_the_expected(string image, Verdict verdict, string rules)
    {
        var facts = (ImageFacts)typeof(HealthyImage).GetMethod(image)!.Invoke(null, null)!;

        Assessment assessment = Assessor.Assess(facts, new AssessmentRequest { AsOf = AsOf });

        Assert.Equal(rules, string.Join(' ', assessment.Findings.Select(finding => finding.RuleId).Order(StringComparer.Ordinal)));
        Assert.Equal(verdict, assessment.Verdict);
    }
}
