using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Writes the disk of any image into a new file.</summary>
public static class ImageConversion
{
    /// <summary>Converts. The new file gets its name only when it is complete; whatever goes wrong, nothing is left behind.</summary>
    /// <param name="source">The image; it is only read.</param>
    /// <param name="path">The new file.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told how far it is, once for each piece of up to 2 MiB.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    /// <exception cref="DiskFormatException">The source is damaged, was changed meanwhile, or cannot be had in that size; or the verification found a difference.</exception>
    /// <exception cref="IOException">The file exists and may not be replaced, there is not enough space, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The conversion was cancelled.</exception>
    public static ConversionResult Convert(DiskImage source, string path, ConversionOptions options, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string target = Path.GetFullPath(path);
        CheckTarget(source, target, options);
        var stamps = FileStamps.Of(source);
        ByteSource disk = DiskSize.Change(source, options.SizeBytes);
        if (options.Target == ConversionTarget.FixedVhd && disk.Length > FixedVhdView.MaximumDiskLength)
            throw new DiskFormatException(source.Name, 0, $"Azure takes disks of at most {FixedVhdView.MaximumDiskLength} bytes, but this one has {disk.Length}");

        IReadOnlyList<SkippedSpace> skipped = [];
        if (options.SkipFreeSpace)
        {
            var filtered = DiskWithoutFreeSpace.Of(disk, source.LogicalSectorSize, cancellationToken);
            (disk, skipped) = (filtered, filtered.Skipped);
        }

        long dataLength = 0;
        foreach (ByteExtent extent in disk.GetExtents(0, disk.Length)) dataLength += extent.Length;
        PartialFile.DeleteAbandoned(target);
        FreeSpace.Check(target, dataLength);

        using var file = new PartialFile(target);
        long diskLength = Write(source, disk, file.Stream, options, new CopyProgress(ConversionPhase.Copying, dataLength, progress, cancellationToken));
        stamps.CheckUnchanged();
        if (options.Verify) Verify(disk, file, options.Target, new CopyProgress(ConversionPhase.Verifying, dataLength, progress, cancellationToken));

        cancellationToken.ThrowIfCancellationRequested();
        long fileLength = file.Stream.Length;
        file.Complete(options.Overwrite);
        return new ConversionResult(target, diskLength, fileLength, dataLength, options.Verify) { Skipped = skipped };
    }

    private static void CheckTarget(DiskImage source, string target, ConversionOptions options)
    {
        StringComparison comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (source.FileNames.Where(File.Exists).Any(name => Path.GetFullPath(name).Equals(target, comparison))) throw new IOException($"{target} belongs to the image that is to be converted; it is never overwritten.");
        if (options.Target != ConversionTarget.Raw && source.LogicalSectorSize != 512)
            throw new DiskFormatException(source.Name, 0, $"the disk has sectors of {source.LogicalSectorSize} bytes; a VHD has sectors of 512, and its partition table would no longer be right");
        if (!options.Overwrite && File.Exists(target)) throw new IOException($"{target} exists already.");
    }

    /// <summary>Writes the content and returns the length of the disk in it.</summary>
    private static long Write(DiskImage source, ByteSource disk, FileStream file, ConversionOptions options, CopyProgress progress)
    {
        if (options.Target == ConversionTarget.Raw)
        {
            FlatWriter.Write(disk, file, progress);
            return disk.Length;
        }

        (Guid id, DateTime time) = source is VhdImage { Footer.HasIdentity: true } vhd
            ? (vhd.Footer.UniqueId, vhd.Footer.Timestamp)
            : (options.UniqueId ?? Guid.NewGuid(), options.Timestamp ?? DateTime.UtcNow);
        if (options.Target == ConversionTarget.DynamicVhd) return DynamicVhdWriter.Write(disk, id, time, file, progress);

        using var view = new FixedVhdView(disk, id, time);
        FlatWriter.Write(view, file, progress);
        return view.DiskLength;
    }

    private static void Verify(ByteSource disk, PartialFile file, ConversionTarget target, CopyProgress progress)
    {
        file.Stream.Flush(flushToDisk: true);
        using ByteSource written = file.OpenWritten(target);
        if (DiskComparison.FindDifference(disk, written, progress) is long offset)
            throw new DiskFormatException(disk.Name, offset, "the verification failed: what was written differs from the source here");
    }
}
