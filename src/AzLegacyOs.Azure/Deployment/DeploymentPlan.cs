using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Whether a resource will be made or is there already.</summary>
public enum PlannedAction
{
    Create,

    /// <summary>It exists and is used as it is; it is never changed.</summary>
    Use,
}

/// <summary>Whether an extension will be installed.</summary>
public enum ExtensionAction
{
    Install,
    Skip,
}

/// <summary>Everything a deployment will do, before it does it. Plain data: what is shown is what is sent.</summary>
public sealed record DeploymentPlan
{
    public required DeploymentRequest Request { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>Identity of the image that the plan was made for; a run refuses another one.</summary>
    public required string ImageIdentity { get; init; }

    /// <summary>In the order of their making.</summary>
    public required IReadOnlyList<PlannedResource> Resources { get; init; }

    public required UploadPlan Upload { get; init; }

    /// <summary>The data disks, in the order of their logical unit numbers.</summary>
    public IReadOnlyList<PlannedDataDisk> DataDisks { get; init; } = [];

    public IReadOnlyList<PlannedExtension> Extensions { get; init; } = [];

    /// <summary>What takes the place of extensions; empty where the guest has a VM agent that can run them.</summary>
    public IReadOnlyList<AgentReplacement> Replacements { get; init; } = [];

    /// <summary>The VM size, chosen or asked for.</summary>
    public required string Size { get; init; }

    /// <summary>Why that size.</summary>
    public required string SizeReason { get; init; }

    /// <summary>What the pre-flight found about the region, the subscription and the network; worst first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

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

/// <summary>One resource of a plan.</summary>
public sealed record PlannedResource
{
    /// <summary>Resource Manager type, for example Microsoft.Compute/disks.</summary>
    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>Full resource id.</summary>
    public required string Id { get; init; }

    public required PlannedAction Action { get; init; }

    /// <summary>
    /// For Create: the body that is sent (location, sku, zones, tags, properties), as strings, numbers, Booleans, lists and dictionaries.
    /// For Use: what was seen of it.
    /// </summary>
    public required IReadOnlyDictionary<string, object?> Properties { get; init; }

    /// <summary>The properties that matter in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>For Use: the properties in which it differs from what would be made, as paths; it is used all the same.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>For a disk: what an interrupted run left under the name is removed first.</summary>
    public bool ReplacesUnfinishedUpload { get; init; }

    /// <summary>For a disk or page blob: an upload of this image to it was interrupted and goes on.</summary>
    public bool ResumesUpload { get; init; }
}

/// <summary>What will travel.</summary>
/// <param name="TotalBytes">Length of the fixed VHD, footer included.</param>
/// <param name="BytesToSend">Bytes that hold data according to the image; zeros among them are found on the way and not sent.</param>
/// <param name="Ranges">Number of requests at most 4 MiB each that the data of the image needs.</param>
public sealed record UploadPlan(long TotalBytes, long BytesToSend, long Ranges)
{
    /// <summary>Whether the target holds the image already.</summary>
    internal bool IsNothing => Ranges == 0;

    /// <summary>Of an image that the target holds already.</summary>
    internal static UploadPlan Nothing(ByteSource source) => new(source.Length, 0, 0);

    /// <summary>Everything that the image calls data, and the footer, without what an earlier run sent.</summary>
    internal static UploadPlan Of(ByteSource source, long bytesThere = 0)
    {
        long bytes = PageRange.FooterLength, ranges = 1;
        foreach (DataWindow window in DataWindow.Of(source, source.Length - PageRange.FooterLength))
        {
            bytes += window.Length;
            ranges++;
        }

        return new UploadPlan(source.Length, Math.Max(PageRange.FooterLength, bytes - bytesThere), ranges);
    }
}

/// <summary>A data disk from an image.</summary>
/// <param name="DiskId">Full resource id.</param>
/// <param name="ImagePath">The image as the person named it, secrets removed.</param>
/// <param name="ImageIdentity">Identity of the image that the plan was made for.</param>
/// <param name="Upload">What will travel.</param>
public sealed record PlannedDataDisk(string DiskId, string ImagePath, string ImageIdentity, UploadPlan Upload);

/// <summary>An extension that was asked for.</summary>
public sealed record PlannedExtension(string Name, ExtensionAction Action, string Reason);

/// <summary>A reason why a plan will not be run.</summary>
public sealed record DeploymentRefusal
{
    /// <summary>Stable id in words: "Blocked" for a finding about the image, "PreflightBlocked" for one about the place, or another, for example DiskNameTaken.</summary>
    public required string ErrorId { get; init; }

    /// <summary>Whether the image is the reason, in contrast to something that is in the way in Azure.</summary>
    public bool IsAboutImage => ErrorId == "Blocked";

    /// <summary>The rule behind it; null for a refusal that is not a finding.</summary>
    public string? RuleId { get; init; }

    /// <summary>What stands in the way, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do about it, as a sentence.</summary>
    public required string Remedy { get; init; }

    /// <summary>Whether <see cref="DiskRequest.Force"/> goes past it.</summary>
    public bool CanForce { get; init; }
}
