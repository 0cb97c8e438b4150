using System.Text;

namespace AzLegacyOs.Disks.Registry;

/// <summary>Reads the base block of what should be a hive, and names what is clearly something else.</summary>
internal static class HiveHeader
{
    /// <exception cref="DiskFormatException">This is no hive that can be read.</exception>
    public static BaseBlock Read(ByteSource hive)
    {
        if (hive.Length == 0) throw new DiskFormatException(hive.Name, 0, "the file is empty, so it holds no registry hive");

        var signature = new byte[(int)Math.Min(4, hive.Length)];
        hive.Read(0, signature, 0, signature.Length);
        if (Encoding.ASCII.GetString(signature) == "CREG")
            throw new DiskFormatException(hive.Name, 0, "this is a Windows 9x registry (CREG), not a hive of Windows NT");
        if (hive.Length < BaseBlock.Length)
            throw new DiskFormatException(hive.Name, hive.Length, $"the file ends before its base block does; a registry hive has at least {BaseBlock.Length} bytes");

        BaseBlock block = BaseBlock.Read(hive);
        if (!block.IsValid) return block;
        if (block.FileType != HiveFileType.Primary)
            throw new DiskFormatException(hive.Name, 28, $"this is the log of a registry hive and not a hive (file type {(uint)block.FileType})");
        if (block.MajorVersion != 1 || block.MinorVersion < 2)
            throw new DiskFormatException(hive.Name, 20, $"hives of format {block.MajorVersion}.{block.MinorVersion} are not read; Windows NT 4 and later write 1.3 to 1.6");
        return block;
    }
}
