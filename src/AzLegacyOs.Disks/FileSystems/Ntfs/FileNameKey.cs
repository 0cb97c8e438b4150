using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Which rules a name follows.</summary>
internal enum FileNamespace : byte
{
    Posix = 0,
    Win32 = 1,
    Dos = 2,
    Win32AndDos = 3,
}

/// <summary>A file name as the file record and the index of its directory hold it.</summary>
/// <remarks>The sizes and times beside it are left out on purpose: Windows updates them late or never.</remarks>
/// <param name="Parent">The directory.</param>
/// <param name="Name">The name.</param>
/// <param name="Namespace">Which rules it follows.</param>
internal sealed record FileNameKey(FileReference Parent, string Name, FileNamespace Namespace)
{
    private const int HeaderSize = 66;

    /// <summary>Reads a key; null where it does not fit.</summary>
    /// <remarks>
    /// <code>0 parent u64   64 name length u8   65 namespace u8   66 name</code>
    /// </remarks>
    public static FileNameKey? Parse(byte[] bytes, int offset, int length)
    {
        if (length < HeaderSize) return null;
        int nameLength = bytes[offset + 64] * 2;
        if (nameLength == 0 || HeaderSize + nameLength > length || bytes[offset + 65] > (byte)FileNamespace.Win32AndDos) return null;
        return new FileNameKey(
            new FileReference(bytes.U64(offset)),
            Encoding.Unicode.GetString(bytes, offset + HeaderSize, nameLength),
            (FileNamespace)bytes[offset + 65]);
    }
}
