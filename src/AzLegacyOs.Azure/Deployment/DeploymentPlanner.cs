using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Turns an assessment and a request into a plan.</summary>
public static class DeploymentPlanner
{
    /// <summary>What stands against deploying an image, by its findings alone; needs no Azure.</summary>
    public static IReadOnlyList<DeploymentRefusal> CheckAssessment(Assessment assessment, bool force) => throw new NotImplementedException();

    /// <summary>Makes the plan. Only reads: nothing that is sent changes anything.</summary>
    /// <param name="connection">The Azure to plan for.</param>
    /// <param name="assessment">The judgement of the image.</param>
    /// <param name="source">The fixed VHD that would be uploaded, footer included.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The plan, with refusals in it where something stands against it.</returns>
    /// <exception cref="ArgumentException">The request contradicts itself or a value of it is not usable.</exception>
    /// <exception cref="Failures.AzureOperationException">Azure could not be asked.</exception>
    public static Task<DeploymentPlan> PlanAsync(
        AzureConnection connection, Assessment assessment, ByteSource source, DeploymentRequest request, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
