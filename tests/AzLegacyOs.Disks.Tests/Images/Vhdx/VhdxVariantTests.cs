using System.Buffers.Binary;
using AzLegacyOs.Disks.Checksums;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

/// <summary>What programs other than qemu do with the structures of a VHDX, put into files that qemu made.</summary>
public sealed class VhdxVariantTests : IDisposable
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;
    private const int RegionTable = 192 * KiB;
    private const int RegionTableLength = 64 * KiB;
    private const int EntryLength = 32;

    private static readonly Guid UnknownId = new("11111111-2222-3333-4444-555555555555");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_headers_with_one_sequence_number_are_as_good_as_one()
    {
        byte[] bytes = Make();
        bool isSecond = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((128 * KiB) + 8)) > BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((64 * KiB) + 8));
        bytes.AsSpan((isSecond ? 128 : 64) * KiB, 4 * KiB).ToArray().CopyTo(bytes, (isSecond ? 64 : 128) * KiB);
        AssertHasData(bytes);
    }

    [Fact]
    public void The_regions_stand_in_any_order()
    {
        byte[] bytes = Make();
        byte[] first = bytes[(RegionTable + 16)..(RegionTable + 16 + EntryLength)];
        bytes.AsSpan(RegionTable + 16 + EntryLength, EntryLength).CopyTo(bytes.AsSpan(RegionTable + 16));
        first.CopyTo(bytes, RegionTable + 16 + EntryLength);
        Seal(bytes, RegionTable, RegionTableLength);
        AssertHasData(bytes);
    }

    [Theory]
    [InlineData(1, "requires the unknown region")]
    [InlineData(0, null)]
    public void An_unknown_region_stops_the_opening_only_where_it_is_required(byte required, string? reason)
    {
        byte[] bytes = Make();
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(RegionTable + 8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(RegionTable + 8), count + 1);
        Span<byte> entry = bytes.AsSpan(RegionTable + 16 + (count * EntryLength), EntryLength);
        UnknownId.ToByteArray().CopyTo(entry);
        entry[28] = required;
        Seal(bytes, RegionTable, RegionTableLength);
        AssertOpens(bytes, reason);
    }

    [Theory]
    [InlineData(4, "requires the unknown metadata item")]
    [InlineData(0, null)]
    public void An_unknown_metadata_item_stops_the_opening_only_where_it_is_required(byte flags, string? reason)
    {
        byte[] bytes = Make();
        int metadata = bytes.AsSpan().IndexOf("metadata"u8);
        int count = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(metadata + 10));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(metadata + 10), (short)(count + 1));
        Span<byte> entry = bytes.AsSpan(metadata + EntryLength + (count * EntryLength), EntryLength);
        UnknownId.ToByteArray().CopyTo(entry);
        entry[24] = flags;
        AssertOpens(bytes, reason);
    }

    /// <summary>The table may still lead to where such a block once was.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_block_that_is_not_there_reads_as_zeros(byte state)
    {
        byte[] bytes = Make();
        int entry = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(RegionTable + 16 + 16)) + (3 * 8);
        Assert.Equal(6, bytes[entry] & 7);
        bytes[entry] = (byte)((bytes[entry] & ~7) | state);
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        Assert.Equal(-1, image.ReadBytes(0, 8 * MiB).AsSpan().IndexOfAnyExcept((byte)0));
        Assert.Empty(image.GetExtents(0, image.Length));
    }

    [Fact]
    public void Sectors_of_4096_bytes_are_told()
    {
        byte[] bytes = Make();
        int id = bytes.AsSpan().IndexOf(new Guid("8141BF1D-A96F-4709-BA47-F233A8FAAB5F").ToByteArray());
        int metadata = bytes.AsSpan().IndexOf("metadata"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(metadata + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(id + 16))), 4096);
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        Assert.Equal(4096, image.LogicalSectorSize);
        Assert.Equal(5, image.ReadBytes(3 * MiB, 1)[0]);
    }

    private static void AssertOpens(byte[] bytes, string? reason)
    {
        if (reason is null) AssertHasData(bytes);
        else Assert.Contains(reason, Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    private static void AssertHasData(byte[] bytes)
    {
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        Assert.Equal(5, image.ReadBytes(3 * MiB, 1)[0]);
        Assert.Equal(0, image.ReadBytes((3 * MiB) + 512, 1)[0]);
        Assert.Empty(image.Remarks);
    }

    private static void Seal(byte[] bytes, int offset, int length)
    {
        Span<byte> structure = bytes.AsSpan(offset, length);
        BinaryPrimitives.WriteUInt32LittleEndian(structure[4..], Crc32.Castagnoli.ComputeWithoutField(structure, 4));
    }

    private byte[] Make()
    {
        string path = _folder.Combine("disk.vhdx");
        QemuImage.Create(path, "vhdx", 8 * MiB, "block_size=1M", (3 * MiB, 512, 5));
        return File.ReadAllBytes(path);
    }
}
