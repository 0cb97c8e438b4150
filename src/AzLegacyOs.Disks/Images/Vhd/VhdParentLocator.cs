using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>A path that leads from a differencing VHD to its parent.</summary>
/// <param name="Path">The path as stored.</param>
/// <param name="IsRelative">Whether it starts from the folder of the child.</param>
internal sealed record VhdParentLocator(string Path, bool IsRelative)
{
    // Longer than any Windows path.
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads one locator of a dynamic header; null where it is empty, of an unknown kind or outside the file.</summary>
    /// <remarks>
    /// Layout: code, data space, data length, reserved, data offset (8 bytes). "Data space" is in sectors by the specification
    /// and in bytes in files of Windows 10, so only offset and length are used.
    /// </remarks>
    public static VhdParentLocator? Read(ByteSource file, ReadOnlySpan<byte> entry)
    {
        uint code = BinaryPrimitives.ReadUInt32BigEndian(entry);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(entry.Slice(8));
        ulong offset = BinaryPrimitives.ReadUInt64BigEndian(entry.Slice(16));
        bool isRelative = code == VhdFooter.ToCode("W2ru");
        if (!isRelative && code != VhdFooter.ToCode("W2ku")) return null;
        if (length is 0 or > MaximumLength || offset > long.MaxValue || (long)offset > file.Length - length) return null;

        string path = Encoding.Unicode.GetString(file.ReadBytes((long)offset, (int)length)).TrimAtNull();
        return path.Length == 0 ? null : new VhdParentLocator(path, isRelative);
    }
}
