using System.Buffers.Binary;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Guests.PortableExecutable;

/// <summary>The headers of a Windows program file: what machine it is for and where its sections lie.</summary>
/// <remarks>PE Format, https://learn.microsoft.com/windows/win32/debug/pe-format.</remarks>
internal sealed class PeHeader
{
    private const int DosHeaderLength = 64;
    private const int CoffHeaderLength = 24; // with the signature in front
    private const int OptionalHeaderLimit = 1024;
    private const int SectionHeaderLength = 40;
    private const int SectionLimit = 96; // the loader's own limit
    private const int ResourceDirectoryIndex = 2;

    private readonly PeSection[] _sections;

    private PeHeader(ushort machine, PeSection[] sections, uint resourceAddress, uint resourceSize)
    {
        Machine = machine;
        _sections = sections;
        ResourceAddress = resourceAddress;
        ResourceSize = resourceSize;
    }

    /// <summary>The machine number: 0x014C x86, 0x8664 x64, 0x0200 Itanium, 0xAA64 ARM64.</summary>
    public ushort Machine { get; }

    /// <summary>Address of the resource directory relative to the image base; 0 where there is none.</summary>
    public uint ResourceAddress { get; }

    /// <summary>Length of the resources in bytes, as the header states it.</summary>
    public uint ResourceSize { get; }

    /// <summary>Reads the headers.</summary>
    /// <exception cref="DiskFormatException">Not a program file, or damaged.</exception>
    public static PeHeader Read(ByteSource file)
    {
        byte[] dos = file.ReadBytes(0, DosHeaderLength);
        if (dos[0] != 'M' || dos[1] != 'Z')
            throw new DiskFormatException(file.Name, 0, IsZero(dos) ? "the file holds zeros where the program header should be" : "not a program file: the MZ signature is missing");

        uint peOffset = BinaryPrimitives.ReadUInt32LittleEndian(dos.AsSpan(60));
        byte[] coff = file.ReadBytes(peOffset, CoffHeaderLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(coff) != 0x00004550)
            throw new DiskFormatException(file.Name, peOffset, "not a Windows program file: the PE signature is missing");

        ushort machine = BinaryPrimitives.ReadUInt16LittleEndian(coff.AsSpan(4));
        int sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(coff.AsSpan(6));
        int optionalLength = BinaryPrimitives.ReadUInt16LittleEndian(coff.AsSpan(20));
        if (sectionCount > SectionLimit)
            throw new DiskFormatException(file.Name, peOffset + 6, $"{sectionCount} sections, more than Windows loads");
        if (optionalLength > OptionalHeaderLimit)
            throw new DiskFormatException(file.Name, peOffset + 20, $"an optional header of {optionalLength} bytes");

        byte[] optional = file.ReadBytes(peOffset + CoffHeaderLength, optionalLength);
        (uint resourceAddress, uint resourceSize) = FindResources(optional);

        byte[] table = file.ReadBytes(peOffset + CoffHeaderLength + optionalLength, sectionCount * SectionHeaderLength);
        var sections = new PeSection[sectionCount];
        for (int i = 0; i < sectionCount; i++)
        {
            ReadOnlySpan<byte> row = table.AsSpan(i * SectionHeaderLength, SectionHeaderLength);
            sections[i] = new PeSection(
                BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(12)),
                BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(16)),
                BinaryPrimitives.ReadUInt32LittleEndian(row.Slice(20)));
        }

        return new PeHeader(machine, sections, resourceAddress, resourceSize);
    }

    /// <summary>Turns an address relative to the image base into an offset in the file.</summary>
    /// <returns>The offset and the bytes left in the section from there, or null where no section's data holds the address.</returns>
    public (long Offset, long Available)? Locate(uint address)
    {
        foreach (PeSection section in _sections)
        {
            if (address < section.Address || address - section.Address >= section.FileLength) continue;
            uint within = address - section.Address;
            return ((long)section.FileOffset + within, section.FileLength - within);
        }

        return null;
    }

    private static (uint Address, uint Size) FindResources(byte[] optional)
    {
        if (optional.Length < 2) return default;

        // The data directories follow a part whose length depends on the width of addresses.
        int countOffset = BinaryPrimitives.ReadUInt16LittleEndian(optional) switch
        {
            0x10B => 92,
            0x20B => 108,
            _ => -1,
        };
        int entry = countOffset + 4 + (ResourceDirectoryIndex * 8);
        if (countOffset < 0 || optional.Length < entry + 8) return default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(optional.AsSpan(countOffset)) <= ResourceDirectoryIndex) return default;
        return (BinaryPrimitives.ReadUInt32LittleEndian(optional.AsSpan(entry)), BinaryPrimitives.ReadUInt32LittleEndian(optional.AsSpan(entry + 4)));
    }

    private static bool IsZero(byte[] bytes) => Array.TrueForAll(bytes, b => b == 0);

    /// <summary>A section of the file.</summary>
    /// <param name="Address">Address relative to the image base.</param>
    /// <param name="FileLength">Bytes of it in the file.</param>
    /// <param name="FileOffset">Where they lie in the file.</param>
    private readonly record struct PeSection(uint Address, uint FileLength, uint FileOffset);
}
