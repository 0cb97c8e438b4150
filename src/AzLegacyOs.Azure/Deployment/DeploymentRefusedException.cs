using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A deployment that was not begun, with every reason.</summary>
public sealed class DeploymentRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="refusals">At least one.</param>
    public DeploymentRefusedException(IReadOnlyList<DeploymentRefusal> refusals)
        : base(AzureText.Of("Refused.NotBegun", string.Join(" ", refusals.Select(Sentence))))
    {
        Refusals = refusals;
    }

    public IReadOnlyList<DeploymentRefusal> Refusals { get; }

    /// <summary>Whether the image is Blocked, in contrast to something that is in the way in Azure.</summary>
    public bool IsBlocked => Refusals.Any(r => r.IsAboutImage);

    /// <summary>Id of the first refusal.</summary>
    public string ErrorId => Refusals[0].ErrorId;

    private static string Sentence(DeploymentRefusal refusal) =>
        (refusal.RuleId is null ? "" : refusal.RuleId + ": ") + refusal.Reason + " " + refusal.Remedy;
}
