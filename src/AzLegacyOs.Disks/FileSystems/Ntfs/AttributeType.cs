namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>The attribute types that are read.</summary>
internal enum AttributeType : uint
{
    StandardInformation = 0x10,
    AttributeList = 0x20,
    FileName = 0x30,
    VolumeName = 0x60,
    VolumeInformation = 0x70,
    Data = 0x80,
    IndexRoot = 0x90,
    IndexAllocation = 0xA0,
    ReparsePoint = 0xC0,
    End = 0xFFFF_FFFF,
}

/// <summary>The flags in the header of an attribute.</summary>
[Flags]
internal enum AttributeFlags : ushort
{
    Compressed = 0x0001,
    CompressionMask = 0x00FF,
    Encrypted = 0x4000,
    Sparse = 0x8000,
}
