using System.Buffers.Binary;
using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Partitions;

/// <summary>One of the four entries of a boot record, in sectors.</summary>
internal sealed record MbrEntry(byte Flag, byte Type, uint Start, uint Count)
{
    public const int Size = 16;

    public const byte ProtectiveType = 0xEE;

    public bool IsUsed => Type != 0 && Count != 0;

    public bool IsExtended => Type is 0x05 or 0x0F or 0x85;

    public bool IsActive => (Flag & 0x80) != 0;

    /// <summary>Whether a real table could hold this used entry.</summary>
    public bool IsPlausible(long diskSectors) => (Flag & 0x7F) == 0 && Start >= 1 && Start < diskSectors;

    /// <summary>Reads an entry.</summary>
    public static MbrEntry Parse(ReadOnlySpan<byte> entry) =>
        new(entry[0], entry[4], BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(8)), BinaryPrimitives.ReadUInt32LittleEndian(entry.Slice(12)));
}

/// <summary>A master or an extended boot record.</summary>
/// <remarks>Disk signature at 0x1B8; entries {flag, CHS, type, CHS, start, count} of 16 bytes at 0x1BE; 55 AA at 0x1FE.</remarks>
internal sealed class MbrSector
{
    public const int EntriesOffset = 0x1BE;

    private const int EntryCount = 4;

    private readonly int _sectorSize;

    private MbrSector(byte[] sector, int sectorSize)
    {
        _sectorSize = sectorSize;
        Signature = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(0x1B8));
        var entries = new MbrEntry[EntryCount];
        for (int i = 0; i < entries.Length; i++) entries[i] = MbrEntry.Parse(sector.AsSpan(EntriesOffset + (i * MbrEntry.Size), MbrEntry.Size));
        Entries = entries;
    }

    public uint Signature { get; }

    public IReadOnlyList<MbrEntry> Entries { get; }

    public bool HasProtectiveEntry => Entries.Any(e => e.Type == MbrEntry.ProtectiveType);

    /// <summary>Whether there are real partitions beside the protective entry.</summary>
    public bool IsHybrid => HasProtectiveEntry && Entries.Any(e => e.IsUsed && e.Type != MbrEntry.ProtectiveType);

    /// <summary>Reads the record at an offset; null where the sector does not end in 55 AA.</summary>
    public static MbrSector? Read(ByteSource disk, long offset, int sectorSize)
    {
        byte[] sector = disk.ReadBytes(offset, 512);
        return sector.HasBytes(0x1FE, 0x55, 0xAA) ? new MbrSector(sector, sectorSize) : null;
    }

    /// <summary>Whether the entries make sense as a table: at least one is used, and each used one could be real.</summary>
    public bool IsPlausible(long diskLength) =>
        Entries.Any(e => e.IsUsed) && Entries.All(e => e.IsUsed ? e.IsPlausible(diskLength / _sectorSize) : e.Flag is 0 or 0x80);

    /// <summary>Whether there are used entries and none of them could be real, as in the boot sector of a boot loader.</summary>
    public bool HasOnlyGarbage(long diskLength) =>
        Entries.Any(e => e.IsUsed && (e.Flag & 0x7F) != 0) && !Entries.Any(e => e.IsUsed && e.IsPlausible(diskLength / _sectorSize));
}
