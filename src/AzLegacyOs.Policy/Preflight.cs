using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.Policy;

/// <summary>Judges the place that a judged image is wanted in: region, subscription, size, network.</summary>
public static class Preflight
{
    /// <summary>Runs the rules about the place. It reads no file and no clock, and asks nobody.</summary>
    /// <param name="image">The judged image.</param>
    /// <param name="request">What it was judged for, with the size and what Azure says.</param>
    /// <returns>Worst first, then by rule id; without what the image's own findings say already.</returns>
    public static IReadOnlyList<Finding> Judge(Assessment image, AssessmentRequest request)
    {
        var context = new RuleContext(image.ToFacts(), request);
        return
        [
            .. FindingOrder.Sort(RuleCatalogue.All.Where(rule => rule.Scope.IsOfPlatform).SelectMany(rule => rule.Judge(context))
                .Where(finding => !image.Findings.Any(known => known.RuleId == finding.RuleId && known.Where == finding.Where))),
        ];
    }

    /// <summary>What the rules about the place look at of an image; its settings are not among it.</summary>
    public static ImageFacts ToFacts(this Assessment image) => new()
    {
        Path = image.Path,
        Disk = image.Disk,
        Guest = image.Guest,
        Problems = image.Problems,
        Statistics = image.Statistics,
    };
}
