using AzLegacyOs.Disks.FileSystems.Fat;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>The FAT as a record of free clusters: those whose entry is 0.</summary>
internal sealed class FatClusterMap(ByteSource volume, FatBootSector boot) : ClusterMap(boot.DataOffset, boot.LastCluster - 1, boot.ClusterSize)
{
    private const uint FirstCluster = 2;

    private uint BadMark => boot.Bits switch { 12 => 0xFF7, 16 => 0xFFF7, _ => 0x0FFFFFF7 };

    /// <summary>Throws unless every entry leads to a cluster that is in use, or ends a chain.</summary>
    /// <exception cref="DiskFormatException">The FAT is damaged: what it says of free clusters is not to be trusted.</exception>
    public void CheckLinks(CancellationToken cancellationToken)
    {
        uint[] entries = new uint[Window];
        uint[] next = new uint[1];
        for (uint first = FirstCluster; first <= boot.LastCluster; first += Window)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int number = (int)Math.Min(Window, boot.LastCluster - first + 1);
            ReadEntries(first, number, entries);
            for (int i = 0; i < number; i++)
            {
                uint link = entries[i];
                if (link == 0 || link >= BadMark) continue;
                if (link < FirstCluster || link > boot.LastCluster) throw Damage(first + (uint)i, $"cluster {link}, which does not exist");
                if (link >= first && link - first < number) next[0] = entries[link - first];
                else ReadEntries(link, 1, next);
                if (next[0] == 0) throw Damage(first + (uint)i, $"cluster {link}, which is marked as free");
            }
        }
    }

    protected override void ReadFree(long first, int number, bool[] free)
    {
        uint[] entries = new uint[number];
        ReadEntries((uint)first + FirstCluster, number, entries);
        for (int i = 0; i < number; i++) free[i] = entries[i] == 0;
    }

    private DiskFormatException Damage(uint cluster, string where) =>
        new(volume.Name, boot.FatOffset + ((long)cluster * boot.Bits / 8), $"in the FAT cluster {cluster} leads to {where}");

    private void ReadEntries(uint first, int number, uint[] entries)
    {
        long start = (long)first * boot.Bits / 8;
        long end = (((first + (long)number) * boot.Bits) + 7) / 8;
        byte[] bytes = volume.ReadBytes(boot.FatOffset + start, (int)(end - start));
        for (int i = 0; i < number; i++)
        {
            int at = (int)((((long)first + i) * boot.Bits / 8) - start);
            entries[i] = boot.Bits switch
            {
                12 => (first + (uint)i) % 2 == 0 ? bytes.U16(at) & 0xFFFu : (uint)bytes.U16(at) >> 4,
                16 => bytes.U16(at),
                _ => bytes.U32(at) & 0x0FFFFFFF,
            };
        }
    }
}
