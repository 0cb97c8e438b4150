using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What Azure is told of the guest on a disk.</summary>
/// <param name="OsType">Windows or Linux.</param>
/// <param name="Generation">V1 or V2.</param>
/// <param name="Tag">What the disk itself will say: without an agent nobody else could, once it runs. Null where it is not known.</param>
internal sealed record GuestDeclaration(string OsType, string Generation, GuestTag? Tag)
{
    public static GuestDeclaration Of(Assessment assessment) => new(
        assessment.Guest is { Family: not GuestFamily.Windows } ? "Linux" : "Windows",
        (assessment.Disk.Generation ?? VmGeneration.V1).ToString(),
        GuestTag.Of(assessment.Guest));

    /// <summary>In one line: "Windows, Generation 1".</summary>
    public override string ToString() => $"{OsType}, Generation {Generation.Substring(1)}";
}
