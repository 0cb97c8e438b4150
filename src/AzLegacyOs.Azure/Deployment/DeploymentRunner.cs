using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Carries out a plan.</summary>
public static class DeploymentRunner
{
    /// <summary>Does what the plan says. Can be run again after any interruption, with a new plan, and ends in the same place.</summary>
    /// <param name="connection">The Azure that the plan was made for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="assessment">The judgement of the image, for the result.</param>
    /// <param name="source">The fixed VHD, footer included; the one that the plan was made for.</param>
    /// <param name="progress">Told of each step, and of the upload a few times a second.</param>
    /// <param name="cancellationToken">Stops at once; write access to the disk is revoked all the same.</param>
    /// <exception cref="DeploymentRefusedException">The plan holds refusals.</exception>
    /// <exception cref="Failures.AzureOperationException">Azure refused or failed; says what is left behind.</exception>
    /// <exception cref="DeploymentCanceledException">The token was cancelled; says what is left behind.</exception>
    public static Task<DeploymentResult> RunAsync(
        AzureConnection connection,
        DeploymentPlan plan,
        Assessment assessment,
        ByteSource source,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
