using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

/// <summary>Makes differencing VHDs by the specification; no tool at hand writes them.</summary>
internal static class DifferencingVhd
{
    private const int BlockSize = 64 * 1024;
    private const int LocatorOffset = 1536;
    private const int BatOffset = 4096;

    /// <summary>Makes a child.</summary>
    /// <param name="path">Where.</param>
    /// <param name="parent">The footer of the parent.</param>
    /// <param name="relativePath">Path of the parent as the child stores it, or null for none.</param>
    /// <param name="absolutePath">Another one, or null.</param>
    /// <param name="sectors">Sectors that the child holds and the value of each of their bytes.</param>
    /// <returns>The footer of the child.</returns>
    public static VhdFooter Create(string path, VhdFooter parent, string? relativePath, string? absolutePath, params (int Sector, byte Value)[] sectors)
    {
        VhdFooter footer = parent with { UniqueId = Guid.NewGuid(), DiskType = VhdDiskType.Differencing, DataOffset = 512 };
        int blocks = (int)((parent.CurrentSize + BlockSize - 1) / BlockSize);
        int firstBlock = BatOffset + ((blocks * 4) + 511) / 512 * 512;
        using var file = new MemoryStream();

        byte[] table = new byte[blocks * 4];
        table.AsSpan().Fill(0xFF);
        file.SetLength(firstBlock);
        foreach (IGrouping<int, (int Sector, byte Value)> block in sectors.GroupBy(s => s.Sector / (BlockSize / 512)).OrderByDescending(g => g.Key))
        {
            BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(block.Key * 4), (uint)(file.Length / 512));
            byte[] bytes = new byte[512 + BlockSize];
            // What the child does not claim must never come out.
            bytes.AsSpan(512).Fill(0xBD);
            foreach ((int sector, byte value) in block)
            {
                int within = sector % (BlockSize / 512);
                bytes[within / 8] |= (byte)(0x80 >> (within % 8));
                bytes.AsSpan(512 + (within * 512), 512).Fill(value);
            }

            Write(file, file.Length, bytes);
        }

        Write(file, 0, footer.ToBytes());
        Write(file, 512, MakeHeader(parent, blocks, relativePath, absolutePath));
        if (relativePath is not null) Write(file, LocatorOffset, Encoding.Unicode.GetBytes(relativePath));
        if (absolutePath is not null) Write(file, LocatorOffset + 1024, Encoding.Unicode.GetBytes(absolutePath));
        Write(file, BatOffset, table);
        Write(file, file.Length, footer.ToBytes());
        File.WriteAllBytes(path, file.ToArray());
        return footer;
    }

    private static byte[] MakeHeader(VhdFooter parent, int blocks, string? relativePath, string? absolutePath)
    {
        byte[] header = new byte[1024];
        Encoding.ASCII.GetBytes("cxsparse").CopyTo(header, 0);
        header.AsSpan(8, 8).Fill(0xFF);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), BatOffset);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), 0x00010000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(28), blocks);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(32), BlockSize);
        parent.UniqueId.ToByteArray().CopyTo(header, 40);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(56), parent.TimestampSeconds);
        Encoding.BigEndianUnicode.GetBytes("base.vhd").CopyTo(header, 64);
        if (absolutePath is not null) WriteLocator(header.AsSpan(576), "W2ku", absolutePath, LocatorOffset + 1024);
        if (relativePath is not null) WriteLocator(header.AsSpan(600), "W2ru", relativePath, LocatorOffset);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(36), VhdChecksum.Compute(header, 36));
        return header;
    }

    private static void WriteLocator(Span<byte> entry, string code, string path, long offset)
    {
        BinaryPrimitives.WriteUInt32BigEndian(entry, VhdFooter.ToCode(code));
        BinaryPrimitives.WriteInt32BigEndian(entry[4..], 2);
        BinaryPrimitives.WriteInt32BigEndian(entry[8..], path.Length * 2);
        BinaryPrimitives.WriteInt64BigEndian(entry[16..], offset);
    }

    private static void Write(MemoryStream file, long offset, byte[] bytes)
    {
        file.Position = offset;
        file.Write(bytes);
    }
}
