using System.Buffers.Binary;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Changes the structures of a volume in memory whose $MFT is in one piece.</summary>
internal sealed class VolumeEditor(byte[] volume)
{
    private const int Stride = 512;

    private readonly NtfsBootSector _boot = NtfsBootSector.Parse(volume, out _)!;

    public byte[] Bytes => volume;

    public ByteSource Source => new MemorySource(volume, "volume");

    public int ClusterSize => _boot.ClusterSize;

    public NtfsFileSystem Open() => NtfsFileSystem.TryOpen(Source)!;

    /// <summary>Byte offset of a file record.</summary>
    public int OffsetOf(long record) => (int)(_boot.MftCluster * _boot.ClusterSize + record * _boot.RecordSize);

    /// <summary>Changes a file record as it is without fix-ups.</summary>
    public void EditRecord(long number, Action<byte[]> change) => EditBlock(OffsetOf(number), _boot.RecordSize, change);

    /// <summary>Changes a block with fix-ups as it is without them.</summary>
    public void EditBlock(int offset, int size, Action<byte[]> change)
    {
        byte[] block = volume[offset..(offset + size)];
        Assert.Null(FixUp.Apply(block));
        change(block);
        int array = BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(4));
        for (int i = 1; i <= size / Stride; i++)
        {
            Span<byte> end = block.AsSpan(i * Stride - 2, 2);
            end.CopyTo(block.AsSpan(array + i * 2));
            block.AsSpan(array, 2).CopyTo(end);
        }

        block.CopyTo(volume, offset);
    }

    /// <summary>Byte offset in its record of the first attribute of a type.</summary>
    public static int AttributeOffset(byte[] record, AttributeType type)
    {
        for (int offset = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(20)); ; offset += BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(offset + 4)))
        {
            uint found = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(offset));
            Assert.NotEqual(uint.MaxValue, found);
            if (found == (uint)type) return offset;
        }
    }
}
