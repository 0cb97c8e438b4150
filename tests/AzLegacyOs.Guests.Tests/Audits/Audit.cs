using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>How an image is to be judged.</summary>
/// <param name="VmSize">A VM size, or null.</param>
/// <param name="AsIs">Whether the file is uploaded unchanged.</param>
internal sealed record Request(string? VmSize = null, bool AsIs = false);

/// <summary>Whole audits: an image is read and judged, on a day that does not move.</summary>
internal static class Audit
{
    /// <summary>The day that support dates are compared with.</summary>
    public static readonly DateTime AsOf = new(2026, 11, 21);

    public static Assessment Run(string path) => Assess(ImageInspector.Inspect(path), new Request());

    public static Assessment Assess(ImageFacts facts, Request request)
        => Assessor.Assess(facts, new AssessmentRequest { AsOf = AsOf, VmSize = request.VmSize, AsIs = request.AsIs });

    /// <summary>Ids of the rules that fire, each once, sorted.</summary>
    public static IReadOnlyList<string> Findings(ImageFacts facts, Request request) => Ids(Assess(facts, request));

    /// <inheritdoc cref="Findings"/>
    public static IReadOnlyList<string> Ids(Assessment assessment)
        => [.. assessment.Findings.Select(finding => finding.RuleId).Distinct().Order(StringComparer.Ordinal)];
}
