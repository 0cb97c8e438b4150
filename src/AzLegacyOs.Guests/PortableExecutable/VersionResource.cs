using System.Buffers.Binary;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Guests.PortableExecutable;

/// <summary>Finds the version resource in the resource tree of a program file: type 16, then the first name, then the first language.</summary>
internal static class VersionResource
{
    private const uint VersionType = 16;
    private const uint SubdirectoryFlag = 0x80000000;
    private const int DirectoryHeaderLength = 16;
    private const int EntryLength = 8;
    private const int EntryLimit = 4096;
    private const uint ResourceLimit = 64 * 1024;

    /// <summary>The bytes of the version resource; null where there is none.</summary>
    /// <exception cref="DiskFormatException">An entry leads out of the file.</exception>
    public static byte[]? Find(ByteSource file, PeHeader header)
    {
        if (header.ResourceAddress == 0 || header.Locate(header.ResourceAddress) is not { } tree) return null;

        uint? entry = FindEntry(file, tree, 0, wanted: VersionType);
        if (entry is null || (entry & SubdirectoryFlag) == 0) return null;
        entry = FindEntry(file, tree, entry.Value & ~SubdirectoryFlag, wanted: null);
        if (entry is null || (entry & SubdirectoryFlag) == 0) return null;
        entry = FindEntry(file, tree, entry.Value & ~SubdirectoryFlag, wanted: null);
        if (entry is null || (entry & SubdirectoryFlag) != 0) return null;

        byte[] data = Read(file, tree, entry.Value, 8);
        uint address = BinaryPrimitives.ReadUInt32LittleEndian(data);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(4));
        if (size > ResourceLimit || header.Locate(address) is not { } place || size > place.Available) return null;

        return file.ReadBytes(place.Offset, (int)size);
    }

    private static uint? FindEntry(ByteSource file, (long Offset, long Available) tree, uint directory, uint? wanted)
    {
        byte[] head = Read(file, tree, directory, DirectoryHeaderLength);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(12)) + BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(14));
        if (count > EntryLimit)
            throw new DiskFormatException(file.Name, tree.Offset + directory, $"a resource directory of {count} entries");

        byte[] entries = Read(file, tree, directory + DirectoryHeaderLength, count * EntryLength);
        for (int i = 0; i < count; i++)
        {
            if (wanted is null || BinaryPrimitives.ReadUInt32LittleEndian(entries.AsSpan(i * EntryLength)) == wanted)
                return BinaryPrimitives.ReadUInt32LittleEndian(entries.AsSpan((i * EntryLength) + 4));
        }

        return null;
    }

    private static byte[] Read(ByteSource file, (long Offset, long Available) tree, long offset, int count)
    {
        if (offset > tree.Available - count)
            throw new DiskFormatException(file.Name, tree.Offset, "a resource entry lies outside its section");
        return file.ReadBytes(tree.Offset + offset, count);
    }
}
