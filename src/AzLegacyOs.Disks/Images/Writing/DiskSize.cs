using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Gives a disk another size on its way into a new file.</summary>
internal static class DiskSize
{
    /// <summary>The disk with the size that was asked for.</summary>
    /// <exception cref="DiskFormatException">It would lose something, or it is not proven that it would not.</exception>
    public static ByteSource Change(DiskImage disk, long? size)
    {
        if (size is not long length || length == disk.Length) return disk;
        if (length <= 0 || length % 512 != 0) throw new ArgumentException($"The size of a disk is a whole number of sectors of 512 bytes; {length} is not.");
        if (length > disk.Length) return new GrownDisk(disk, length);
        if (FindObstacle(disk, length) is string obstacle) throw new DiskFormatException(disk.Name, length, $"the disk cannot be cut to {length} bytes: {obstacle}");
        return new ByteSourceSlice(disk, 0, length, disk.Name);
    }

    private static string? FindObstacle(DiskImage disk, long length)
    {
        var table = PartitionTable.Read(disk, disk.LogicalSectorSize);
        if (table.Style != PartitionTableStyle.Mbr) return table.Style == PartitionTableStyle.Gpt ? "a GPT keeps its backup at the end of the disk" : "without a partition table it is not known where its data ends";
        if (table.Partitions.Count == 0) return "its partition table is empty, so it is not known where its data ends";
        if (table.Remarks.Count > 0) return $"its partition table is not sound ({table.Remarks[0].Text})";
        if (table.Partitions.FirstOrDefault(p => p.IsVolumeManagerMember) is Partition member) return $"partition {member.Number} belongs to a volume manager, which keeps data at the end of the disk";
        return table.Partitions.FirstOrDefault(p => p.Offset + p.Length > length) is Partition last ? $"partition {last.Number} ends at byte {last.Offset + last.Length}" : null;
    }
}

/// <summary>A disk with zeros added at its end. Disposing it leaves the disk open.</summary>
internal sealed class GrownDisk(ByteSource disk, long length) : ByteSource
{
    /// <inheritdoc/>
    public override string Name => disk.Name;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        int held = (int)Math.Max(0, Math.Min(count, disk.Length - offset));
        if (held > 0) disk.Read(offset, buffer, index, held);
        Array.Clear(buffer, index + held, count - held);
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long count) =>
        offset >= disk.Length ? [] : disk.GetExtents(offset, Math.Min(count, disk.Length - offset));
}
