using System.Buffers.Binary;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Hives as a machine leaves them that lost its power: begun and not finished, with or without the log that finishes them.</summary>
internal static class HiveChange
{
    private const int BaseBlockLength = 4096;
    private const int SectorLength = 512;
    private const int ChecksumOffset = 508;

    /// <summary>The first sequence number ahead of the second, and no log.</summary>
    public static Action<GuestDisk> Dirty(string hive) => disk => disk.WriteHive(hive, Begun(disk.ReadHive(hive)));

    /// <summary>
    /// A hive whose last bin was not written any more, and a log of dirty sectors (the format of Windows 2000 to 8) that holds the bin.
    /// </summary>
    public static Action<GuestDisk> DirtyWithLog(string hive) => disk =>
    {
        byte[] whole = disk.ReadHive(hive);
        byte[] begun = Begun(whole);
        int bins = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(40));
        int page = BaseBlockLength + bins - BaseBlockLength;
        begun.AsSpan(page + 64, 256).Fill(0xAA);
        disk.WriteHive(hive, begun);
        disk.WriteHive(hive, Log(begun, whole, page, bins), disk.Healthy.Facts.Guest!.Version!.StartsWith('5') ? ".LOG" : ".LOG1");
    };

    private static byte[] Log(byte[] begun, byte[] whole, int page, int bins)
    {
        byte[] header = begun[..SectorLength];
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), first);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), 1);
        Sign(header);

        byte[] vector = new byte[(4 + (bins / BaseBlockLength) + SectorLength - 1) / SectorLength * SectorLength];
        "DIRT"u8.CopyTo(vector);
        vector[4 + ((page - BaseBlockLength) / BaseBlockLength)] = 0xFF;
        return [.. header, .. vector, .. whole.AsSpan(page, BaseBlockLength)];
    }

    private static byte[] Begun(byte[] hive)
    {
        byte[] begun = [.. hive];
        BinaryPrimitives.WriteUInt32LittleEndian(begun.AsSpan(4), BinaryPrimitives.ReadUInt32LittleEndian(begun.AsSpan(8)) + 1);
        Sign(begun);
        return begun;
    }

    private static void Sign(Span<byte> block)
    {
        uint checksum = 0;
        for (int i = 0; i < ChecksumOffset; i += 4) checksum ^= BinaryPrimitives.ReadUInt32LittleEndian(block[i..]);
        BinaryPrimitives.WriteUInt32LittleEndian(block[ChecksumOffset..], checksum);
    }
}
