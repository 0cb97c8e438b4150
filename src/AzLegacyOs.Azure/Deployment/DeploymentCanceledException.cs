using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>A deployment that was interrupted, with what it left behind. Run again, it goes on.</summary>
public sealed class DeploymentCanceledException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    public DeploymentCanceledException(IReadOnlyList<LeftBehind> leftBehind, CancellationToken token)
        : base(AzureText.Of("Run.Interrupted", leftBehind.Count == 0 ? "" : " " + Leftovers.Sentence(leftBehind)), token)
    {
        LeftBehind = leftBehind;
    }

    public IReadOnlyList<LeftBehind> LeftBehind { get; }
}
