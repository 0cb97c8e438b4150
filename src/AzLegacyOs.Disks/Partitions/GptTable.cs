using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>A GUID partition table, read from its first header or else from the backup at the end of the disk.</summary>
internal sealed record GptTable(Guid DiskId, IReadOnlyList<Partition> Partitions)
{
    // Windows keeps to 128; the bound only keeps a forged table short.
    private const int MaximumPartitions = 256;

    /// <summary>Reads the table.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="sectorSize">Bytes per sector.</param>
    /// <param name="isExpected">Whether the MBR promises a GPT, so that its absence is worth a remark.</param>
    /// <param name="remarks">Takes what is odd.</param>
    /// <returns>The table; null where neither header can be used.</returns>
    public static GptTable? Read(ByteSource disk, int sectorSize, bool isExpected, List<ImageRemark> remarks)
    {
        long lastSector = (disk.Length / sectorSize) - 1;
        var primary = GptHeader.Read(disk, 1, sectorSize, out string? primaryProblem);
        if (primary is not null)
        {
            CheckBackup(disk, primary, lastSector, sectorSize, remarks);
            return new GptTable(primary.DiskId, ReadEntries(primary, disk, sectorSize, remarks));
        }

        // Without a promise of the MBR and without a trace at its start, a disk is not searched for the rest of an old table.
        if (!isExpected && primaryProblem is null) return null;

        var backup = GptHeader.Read(disk, lastSector, sectorSize, out string? backupProblem);
        string primaryText = primaryProblem is null ? "is missing" : primaryProblem;
        if (backup is null)
        {
            remarks.Add(new ImageRemark(sectorSize, $"the GPT header {primaryText} and its backup in the last sector {backupProblem ?? "is missing"}, so the partitions are not known"));
            return null;
        }

        remarks.Add(new ImageRemark(sectorSize, $"the GPT header {primaryText}, so the backup in the last sector was used"));
        return new GptTable(backup.DiskId, ReadEntries(backup, disk, sectorSize, remarks));
    }

    private static void CheckBackup(ByteSource disk, GptHeader primary, long lastSector, int sectorSize, List<ImageRemark> remarks)
    {
        if (primary.AlternateSector > (ulong)lastSector)
        {
            remarks.Add(new ImageRemark(sectorSize, $"the backup GPT header belongs into sector {primary.AlternateSector}, beyond the end of the disk: the disk was cut off"));
            return;
        }

        long sector = (long)primary.AlternateSector;
        if (GptHeader.Read(disk, sector, sectorSize, out string? problem) is null)
            remarks.Add(new ImageRemark(sector * sectorSize, $"the backup GPT header {problem ?? "is missing"}"));
        else if (sector != lastSector)
            remarks.Add(new ImageRemark(sector * sectorSize, "the backup GPT header is not in the last sector: the disk was made larger"));
    }

    private static List<Partition> ReadEntries(GptHeader header, ByteSource disk, int sectorSize, List<ImageRemark> remarks)
    {
        List<Partition> partitions = [];
        for (int i = 0; i < header.Entries.Length / header.EntrySize; i++)
        {
            ReadOnlySpan<byte> entry = header.Entries.AsSpan(i * header.EntrySize, header.EntrySize);
            Guid type = new(entry.Slice(0, 16).ToArray());
            if (type == Guid.Empty) continue;
            if (partitions.Count == MaximumPartitions)
            {
                remarks.Add(new ImageRemark(header.Sector * sectorSize, $"there are more than {MaximumPartitions} partitions; the rest was left out"));
                break;
            }

            ulong first = BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(32));
            ulong last = BinaryPrimitives.ReadUInt64LittleEndian(entry.Slice(40));
            if (last < first || last >= (ulong)(long.MaxValue / sectorSize))
            {
                remarks.Add(new ImageRemark(header.Sector * sectorSize, $"partition {i + 1} runs from sector {first} to {last}, which cannot be, so it was left out"));
                continue;
            }

            partitions.Add(new Partition
            {
                Number = i + 1,
                Offset = (long)first * sectorSize,
                Length = (long)(last - first + 1) * sectorSize,
                Type = type.ToString().ToUpperInvariant(),
                Id = new Guid(entry.Slice(16, 16).ToArray()),
                Name = Encoding.Unicode.GetString(entry.Slice(56, 72).ToArray()).TrimAtNull(),
            });
        }

        return partitions;
    }
}
