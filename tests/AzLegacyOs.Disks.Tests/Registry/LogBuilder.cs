using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Registry.Logs;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Makes logs of hives.</summary>
internal static class LogBuilder
{
    /// <summary>A log of numbered entries; each entry replaces one piece of the bins.</summary>
    public static byte[] Entries(HiveBuilder hive, uint first, params (uint BinsSize, int Offset, byte[] Page)[] entries)
    {
        var log = new byte[512];
        hive.WriteBaseBlock(log, first, first, 6, entries[0].BinsSize);
        return [.. log, .. entries.SelectMany((entry, i) => Entry(first + (uint)i, entry.BinsSize, entry.Offset, entry.Page))];
    }

    /// <summary>A log of dirty sectors: those in which the two hives differ.</summary>
    public static byte[] Sectors(HiveBuilder hive, byte[] before, byte[] after, uint sequence = 6, uint fileType = 1)
    {
        int binsSize = after.Length - 4096;
        var log = new byte[512];
        hive.WriteBaseBlock(log, sequence, sequence, fileType, (uint)binsSize);
        var bitmap = new byte[binsSize / 4096];
        var pages = new List<byte>();
        for (int i = 0; i < binsSize / 512; i++)
        {
            Span<byte> sector = after.AsSpan(4096 + i * 512, 512);
            if (4096 + i * 512 < before.Length && sector.SequenceEqual(before.AsSpan(4096 + i * 512, 512))) continue;
            bitmap[i / 8] |= (byte)(1 << (i % 8));
            pages.AddRange(sector);
        }

        byte[] vector = [.. Encoding.ASCII.GetBytes("DIRT"), .. bitmap];
        Array.Resize(ref vector, (vector.Length + 511) / 512 * 512);
        return [.. log, .. vector, .. pages];
    }

    private static byte[] Entry(uint sequence, uint binsSize, int offset, byte[] page)
    {
        var entry = new byte[(40 + 8 + page.Length + 511) / 512 * 512];
        Encoding.ASCII.GetBytes("HvLE").CopyTo(entry, 0);
        HiveBuilder.Put(entry, 4, (uint)entry.Length);
        HiveBuilder.Put(entry, 12, sequence);
        HiveBuilder.Put(entry, 16, binsSize);
        HiveBuilder.Put(entry, 20, 1);
        HiveBuilder.Put(entry, 40, (uint)offset);
        HiveBuilder.Put(entry, 44, (uint)page.Length);
        page.CopyTo(entry, 48);
        BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(24), Hash(entry.AsSpan(40)));
        BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(32), Hash(entry.AsSpan(0, 32)));
        return entry;
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new Marvin32();
        hash.Add(bytes);
        return hash.Finish();
    }
}
