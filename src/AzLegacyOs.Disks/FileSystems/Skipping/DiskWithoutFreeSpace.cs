using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>A disk whose free clusters, page, swap and hibernation files read as zeros, on its NTFS and FAT volumes.</summary>
/// <remarks>
/// Only volumes that were closed cleanly and whose records of free clusters agree with their files are touched; where one holds a
/// hibernated session, none is. Every other byte is the disk's own. The files keep their names and sizes. Little is kept in memory:
/// the records of free clusters are read again where they are needed. Disposing the view leaves the disk open.
/// </remarks>
public sealed class DiskWithoutFreeSpace : ByteSource
{
    private readonly ByteSource _disk;
    private readonly List<(ByteExtent Place, SkippableVolume Volume)> _volumes;

    private DiskWithoutFreeSpace(ByteSource disk, IEnumerable<ExaminedVolume> volumes)
    {
        _disk = disk;
        Skipped = [.. volumes.Select(v => v.Summary)];
        _volumes = [.. volumes.Where(v => v.Volume is not null).Select(v => (v.Place, v.Volume!)).OrderBy(v => v.Place.Offset)];
    }

    /// <summary>What is left out of each volume, in the order of the partition table.</summary>
    public IReadOnlyList<SkippedSpace> Skipped { get; }

    /// <inheritdoc/>
    public override string Name => _disk.Name;

    /// <inheritdoc/>
    public override long Length => _disk.Length;

    /// <summary>Makes the view. Reads the file tables of all volumes once.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="sectorSize">Its logical sector size in bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DiskFormatException">The first sectors cannot be read.</exception>
    /// <exception cref="IOException">The medium could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DiskWithoutFreeSpace Of(ByteSource disk, int sectorSize = 512, CancellationToken cancellationToken = default)
    {
        var table = PartitionTable.Read(disk, sectorSize);
        List<ExaminedVolume> volumes = table.Style == PartitionTableStyle.None
            ? [ExaminedVolume.Of(disk, cancellationToken)]
            : [.. table.Partitions.Where(p => !p.IsExtended).Select(p => ExaminedVolume.Of(disk, p, table.Partitions, cancellationToken))];
        if (volumes.FirstOrDefault(v => v.IsHibernated) is { } hibernated) volumes = [.. volumes.Select(v => v.ForMachineOf(hibernated))];
        return new DiskWithoutFreeSpace(disk, volumes);
    }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        long position = offset;
        foreach (ByteExtent skipped in Find(offset, count))
        {
            Copy(position, skipped.Offset);
            Array.Clear(buffer, index + (int)(skipped.Offset - offset), (int)skipped.Length);
            position = skipped.End;
        }

        Copy(position, offset + count);

        void Copy(long from, long to)
        {
            if (to > from) _disk.Read(from, buffer, index + (int)(from - offset), (int)(to - from));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        foreach (ByteExtent extent in _disk.GetExtents(offset, length))
        {
            long position = extent.Offset;
            foreach (ByteExtent skipped in Find(extent.Offset, extent.Length))
            {
                if (skipped.Offset > position) yield return new ByteExtent(position, skipped.Offset - position);
                position = skipped.End;
            }

            if (extent.End > position) yield return new ByteExtent(position, extent.End - position);
        }
    }

    private IEnumerable<ByteExtent> Find(long offset, long length)
    {
        foreach ((ByteExtent place, SkippableVolume volume) in _volumes)
        {
            long from = Math.Max(offset, place.Offset);
            long to = Math.Min(offset + length, place.End);
            if (from >= to) continue;
            foreach (ByteExtent skipped in volume.Find(from - place.Offset, to - from)) yield return skipped with { Offset = skipped.Offset + place.Offset };
        }
    }
}
