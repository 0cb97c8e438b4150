namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>What was left out of one volume, or why nothing was.</summary>
/// <param name="Partition">Number of the partition; null where the disk is one volume.</param>
/// <param name="Offset">First byte of the volume on the disk.</param>
/// <param name="FileSystem">What the volume was recognised as; null where it was not.</param>
public sealed record SkippedSpace(int? Partition, long Offset, string? FileSystem)
{
    /// <summary>The image of the disk that the volume is on, where there are several; null otherwise.</summary>
    public string? Image { get; init; }

    /// <summary>The volume label, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Bytes in clusters that the file system marks as free.</summary>
    public long FreeBytes { get; init; }

    /// <summary>Bytes in the clusters of \pagefile.sys.</summary>
    public long PageFileBytes { get; init; }

    /// <summary>Bytes in the clusters of \swapfile.sys, which Windows 8 and later have beside the page file.</summary>
    public long SwapFileBytes { get; init; }

    /// <summary>Bytes in the clusters of \hiberfil.sys.</summary>
    public long HibernationFileBytes { get; init; }

    /// <summary>Whether the volume keeps shadow copies (previous versions). They need what free clusters hold, so they can no longer be relied on.</summary>
    public bool HasShadowCopies { get; init; }

    /// <summary>Why the volume was left whole, as a clause without a full stop; null where it was not.</summary>
    public string? LeftWhole { get; init; }
}
