namespace AzLegacyOs.Azure.Deployment;

/// <summary>Everything that an upload will do, before it does it.</summary>
public sealed record ImageUploadPlan
{
    /// <summary>Resource id of the disk, or the address without its key.</summary>
    public required string Target { get; init; }

    /// <summary>Identity of the image that the plan was made for; a run refuses another one.</summary>
    public required string ImageIdentity { get; init; }

    /// <summary>In the order of their making.</summary>
    public required IReadOnlyList<PlannedResource> Resources { get; init; }

    public required UploadPlan Upload { get; init; }

    /// <summary>Why the plan will not be run; empty when nothing stands against it.</summary>
    public IReadOnlyList<DeploymentRefusal> Refusals { get; init; } = [];

    /// <summary>What the person should know before.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Throws when something stands against the plan.</summary>
    /// <exception cref="DeploymentRefusedException">There is at least one refusal.</exception>
    public void ThrowIfRefused()
    {
        if (Refusals.Count > 0) throw new DeploymentRefusedException(Refusals);
    }
}
