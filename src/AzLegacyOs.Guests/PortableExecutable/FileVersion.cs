using AzLegacyOs.Disks;

namespace AzLegacyOs.Guests.PortableExecutable;

/// <summary>The version resource of a program file.</summary>
/// <param name="Version">The file version from the fixed part: four numbers.</param>
/// <param name="OriginalName">The OriginalFilename string; null where there is none.</param>
/// <param name="CompanyName">The CompanyName string; null where there is none.</param>
internal sealed record FileVersion(Version Version, string? OriginalName, string? CompanyName)
{
    /// <summary>Reads the version resource; null where the file has none.</summary>
    /// <exception cref="DiskFormatException">The file's headers or its resources are damaged.</exception>
    public static FileVersion? Read(ByteSource file, PeHeader header)
    {
        byte[]? resource = VersionResource.Find(file, header);
        return resource is null ? null : VersionBlock.Parse(resource);
    }
}
