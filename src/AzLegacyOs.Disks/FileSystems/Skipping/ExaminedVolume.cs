using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>A volume of a disk and whether anything of it can be left out.</summary>
/// <param name="Place">Where it lies on the disk.</param>
/// <param name="Summary">What is told of it.</param>
/// <param name="Volume">What is left out; null where it is left whole.</param>
/// <param name="IsHibernated">Whether it holds a hibernated session.</param>
internal sealed record ExaminedVolume(ByteExtent Place, SkippedSpace Summary, SkippableVolume? Volume, bool IsHibernated = false)
{
    /// <summary>Examines a disk that is one volume.</summary>
    public static ExaminedVolume Of(ByteSource disk, CancellationToken cancellationToken) =>
        Examine(disk, new ByteExtent(0, disk.Length), null, cancellationToken);

    /// <summary>Examines what is in a partition.</summary>
    public static ExaminedVolume Of(ByteSource disk, Partition partition, IReadOnlyList<Partition> all, CancellationToken cancellationToken)
    {
        if (partition.IsVolumeManagerMember) return Whole("it belongs to a volume manager, which alone knows its volumes");
        if (partition.Length > disk.Length - partition.Offset) return Whole("it ends beyond the end of the disk");
        if (all.FirstOrDefault(o => o != partition && !o.IsExtended && Overlap(o, partition)) is { } other)
            return Whole($"it overlaps partition {other.Number}");
        return Examine(partition.Open(disk), new ByteExtent(partition.Offset, partition.Length), partition.Number, cancellationToken);

        ExaminedVolume Whole(string reason) => new(default, new SkippedSpace(partition.Number, partition.Offset, null) { LeftWhole = reason }, null);
    }

    /// <summary>The same volume where another one holds a hibernated session: nothing of it is left out.</summary>
    public ExaminedVolume ForMachineOf(ExaminedVolume hibernated)
    {
        if (Volume is null) return this;
        SkippedSpace whole = new(Summary.Partition, Summary.Offset, Summary.FileSystem)
        {
            Label = Summary.Label,
            LeftWhole = $"Windows is hibernated on partition {hibernated.Summary.Partition}, and may have changes for this volume",
        };
        return this with { Volume = null, Summary = whole };
    }

    private static bool Overlap(Partition first, Partition second) =>
        first.Offset <= second.Offset ? second.Offset - first.Offset < first.Length : first.Offset - second.Offset < second.Length;

    private static ExaminedVolume Examine(ByteSource source, ByteExtent place, int? partition, CancellationToken cancellationToken)
    {
        var summary = new SkippedSpace(partition, place.Offset, null);
        try
        {
            if (FileSystems.Volume.TryOpen(source) is not { } fileSystem)
            {
                string? name = FileSystems.Volume.Identify(source)?.Name;
                return new(place, summary with { FileSystem = name, LeftWhole = "only of NTFS and FAT is it known what is free" }, null);
            }

            summary = summary with { FileSystem = fileSystem.Kind, Label = fileSystem.Label };
            if (HibernationFile.HoldsSession(fileSystem)) return new(place, summary with { LeftWhole = "Windows is hibernated" }, null, IsHibernated: true);
            var volume = SkippableVolume.Examine(fileSystem, cancellationToken);
            return new(place, summary with
            {
                FreeBytes = volume.FreeBytes,
                PageFileBytes = volume.PageFileBytes,
                SwapFileBytes = volume.SwapFileBytes,
                HibernationFileBytes = volume.HibernationFileBytes,
                HasShadowCopies = volume.HasShadowCopies,
            }, volume);
        }
        catch (DiskFormatException obstacle)
        {
            return new(place, summary with { LeftWhole = obstacle.Reason }, null);
        }
    }
}
