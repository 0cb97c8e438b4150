using System.Buffers.Binary;

namespace AzLegacyOs.Testing;

/// <summary>Files as "compact /exe" leaves them: an empty data stream, the compressed bytes in another, a reparse point that says so.</summary>
public static class CompressedFile
{
    private const string StreamName = "WofCompressedData";
    private const uint ReparseTag = 0x8000_0017;

    /// <summary>Replaces a file on an NTFS volume that is mounted with streams_interface=windows. Skips the running test where a tool is missing.</summary>
    /// <param name="file">Path in the mounted folder.</param>
    /// <param name="plain">What the file holds.</param>
    public static void Write(string file, byte[] plain)
    {
        ExternalTool setAttribute = ExternalTool.Require("setfattr");
        byte[] stream = CompressAsWim(plain, "XPRESS", 4096);
        using (FileStream sparse = File.Create(file)) sparse.SetLength(plain.Length);
        File.WriteAllBytes($"{file}:{StreamName}", stream);
        byte[] reparse = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(reparse, ReparseTag);
        reparse[4] = 16;
        reparse[8] = 1; // version
        reparse[12] = 2; // provider: file
        reparse[16] = 1; // version
        setAttribute.Run("-h", "-n", "system.ntfs_reparse_data", "-v", "0x" + Convert.ToHexString(reparse), file).EnsureSuccess();
    }

    /// <summary>Compresses as wimlib does. A resource of a WIM file has the same form as the stream: table of offsets, then chunks.</summary>
    public static byte[] CompressAsWim(byte[] plain, string compression, int chunkSize)
    {
        ExternalTool tool = ExternalTool.Require("wimlib-imagex");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("tree"));
        File.WriteAllBytes(folder.Combine("tree", "file"), plain);
        tool.Run("capture", folder.Combine("tree"), folder.Combine("wim"), $"--compress={compression}", $"--chunk-size={chunkSize}", "--no-acls").EnsureSuccess();
        byte[] wim = File.ReadAllBytes(folder.Combine("wim"));

        // Header: the resource of the lookup table is described at 48; each line of it is 50 bytes: size in 7 bytes, flags, offset, plain size.
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(wim.AsSpan(48 + 8));
        for (int line = table; ; line += 50)
        {
            long size = BinaryPrimitives.ReadInt64LittleEndian(wim.AsSpan(line)) & 0xFF_FFFF_FFFF_FFFF;
            int offset = (int)BinaryPrimitives.ReadInt64LittleEndian(wim.AsSpan(line + 8));
            if (BinaryPrimitives.ReadInt64LittleEndian(wim.AsSpan(line + 16)) == plain.Length) return wim[offset..(offset + (int)size)];
        }
    }
}
