using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Tests.Images.Vmdk;

/// <summary>Makes the sparse files of ESX by hand; qemu reads them but does not write them.</summary>
internal static class EsxSparseFiles
{
    private const int Grain = 4096;

    /// <summary>A vmfsSparse piece with a descriptor beside it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="sectors">Length of the disk in sectors.</param>
    /// <param name="grains">Numbers of grains that are there and the value of their bytes.</param>
    /// <returns>The path of the descriptor.</returns>
    public static string MakeVmfsSparse(string folder, int sectors, params (int Grain, byte Value)[] grains)
    {
        const int GrainSectors = Grain / 512;
        int tables = ((sectors / GrainSectors) + 4095) / 4096;
        using var file = new MemoryStream();
        byte[] header = new byte[2048];
        Encoding.ASCII.GetBytes("COWD").CopyTo(header, 0);
        uint[] fields = [1, 3, (uint)sectors, GrainSectors, 4, (uint)tables, 0];
        for (int i = 0; i < fields.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 + (i * 4)), fields[i]);
        byte[] directory = new byte[512];
        int tablesStart = 5;
        int dataStart = tablesStart + (tables * 32);
        for (int i = 0; i < tables; i++) BinaryPrimitives.WriteInt32LittleEndian(directory.AsSpan(i * 4), tablesStart + (i * 32));
        byte[] table = new byte[tables * 16384];
        byte[] data = new byte[grains.Length * Grain];
        for (int i = 0; i < grains.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(grains[i].Grain * 4), dataStart + (i * GrainSectors));
            data.AsSpan(i * Grain, Grain).Fill(grains[i].Value);
        }

        foreach (byte[] part in new[] { header, directory, table, data }) file.Write(part);
        File.WriteAllBytes(Path.Combine(folder, "esx-delta.vmdk"), file.ToArray());
        return WriteDescriptor(folder, "esx.vmdk", "vmfsSparse", $"RW {sectors} VMFSSPARSE \"esx-delta.vmdk\"");
    }

    /// <summary>A seSparse piece with a descriptor beside it; grains without a value read as zeros.</summary>
    public static string MakeSeSparse(string folder, int sectors, params (int Grain, byte? Value)[] grains)
    {
        int tables = ((sectors / 8) + 4095) / 4096;
        const int Directory = 16;
        const int Tables = 64;
        int data = Tables + (tables * 64);
        byte[] file = new byte[(data * 512) + (grains.Length * Grain)];
        (int Offset, ulong Value)[] fields =
        [
            (0, 0xCAFEBABE), (8, 0x0000000200000001), (16, (ulong)sectors), (24, 8), (32, 64), (40, 0),
            (80, 1), (88, 1), (96, 2), (104, 2), (112, 4), (120, 4), (128, Directory), (136, 8), (144, Tables), (152, (ulong)tables * 64),
            (160, 8), (168, 1), (176, 9), (184, 1), (192, (ulong)data), (200, (ulong)grains.Length * 8),
        ];
        foreach ((int offset, ulong value) in fields) BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(512), 0xCAFECAFE);

        for (int i = 0; i < tables; i++) BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan((Directory * 512) + (i * 8)), 0x1000000000000000UL | (uint)i);
        for (int i = 0; i < grains.Length; i++)
        {
            ulong number = (ulong)i;
            ulong entry = grains[i].Value is null ? 0x2000000000000000 : 0x3000000000000000 | ((number & 0xFFF) << 48) | (number >> 12);
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan((Tables * 512) + (grains[i].Grain * 8)), entry);
            file.AsSpan((data * 512) + (i * Grain), Grain).Fill(grains[i].Value ?? 0xBD);
        }

        File.WriteAllBytes(Path.Combine(folder, "se-sesparse.vmdk"), file);
        return WriteDescriptor(folder, "se.vmdk", "seSparse", $"RW {sectors} SESPARSE \"se-sesparse.vmdk\"");
    }

    public static string WriteDescriptor(string folder, string name, string createType, params string[] extents)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, $"# Disk DescriptorFile\nversion=1\nCID=12345678\nparentCID=ffffffff\ncreateType=\"{createType}\"\n\n# Extent description\n{string.Join('\n', extents)}\n\nddb.adapterType = \"lsilogic\"\n");
        return path;
    }
}
