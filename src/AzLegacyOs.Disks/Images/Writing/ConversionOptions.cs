using AzLegacyOs.Disks.FileSystems.Skipping;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>What a disk can be converted to.</summary>
public enum ConversionTarget
{
    /// <summary>A fixed VHD of whole MiB, at least 20 and at most 32,767 GiB, as Azure takes it.</summary>
    FixedVhd,

    /// <summary>A dynamic VHD, up to 2040 GiB.</summary>
    DynamicVhd,

    /// <summary>The disk byte for byte.</summary>
    Raw,
}

/// <summary>How a disk is converted.</summary>
public sealed record ConversionOptions
{
    public ConversionTarget Target { get; init; } = ConversionTarget.FixedVhd;

    /// <summary>The size that the disk is to have in bytes, a whole number of sectors; null to keep its own. A smaller one is only
    /// accepted for an MBR disk whose partitions all end before it.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Whether a file that is there already may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether what was written is read again and compared with the source.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether free clusters and the contents of page, swap and hibernation files become zeros, see <see cref="DiskWithoutFreeSpace"/>.</summary>
    public bool SkipFreeSpace { get; init; }

    /// <summary>Identity of the new VHD where the source is no VHD or has none; a new one when null.</summary>
    public Guid? UniqueId { get; init; }

    /// <summary>Time stamp of the new VHD where the source is no VHD or has no identity; the present time when null.</summary>
    public DateTime? Timestamp { get; init; }
}

/// <summary>What a conversion is doing.</summary>
public enum ConversionPhase
{
    Copying,
    Verifying,
}

/// <summary>How far a conversion is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="BytesDone">Bytes of data dealt with in this phase.</param>
/// <param name="BytesTotal">Bytes of data to deal with in this phase; holes do not count.</param>
public readonly record struct ConversionProgress(ConversionPhase Phase, long BytesDone, long BytesTotal);

/// <summary>What a conversion has made.</summary>
/// <param name="Path">The new file.</param>
/// <param name="DiskLength">Size of the disk in it, in bytes.</param>
/// <param name="FileLength">Length of the file in bytes; with holes it takes less space.</param>
/// <param name="BytesRead">Bytes of data read from the source.</param>
/// <param name="IsVerified">Whether it was compared with the source; what was left out had to be zeros.</param>
public sealed record ConversionResult(string Path, long DiskLength, long FileLength, long BytesRead, bool IsVerified)
{
    /// <summary>What was left out of each volume; empty unless <see cref="ConversionOptions.SkipFreeSpace"/> was asked for.</summary>
    public IReadOnlyList<SkippedSpace> Skipped { get; init; } = [];
}
