namespace AzLegacyOs.Disks.Registry;

/// <summary>The predefined types of registry values (winnt.h). Any other number may occur and is kept as it is.</summary>
public enum RegistryValueType : uint
{
    /// <summary>REG_NONE: no type.</summary>
    None = 0,

    /// <summary>REG_SZ: a string.</summary>
    String = 1,

    /// <summary>REG_EXPAND_SZ: a string with references to environment variables.</summary>
    ExpandString = 2,

    /// <summary>REG_BINARY: bytes.</summary>
    Binary = 3,

    /// <summary>REG_DWORD: a 32-bit number, little-endian.</summary>
    DWord = 4,

    /// <summary>REG_DWORD_BIG_ENDIAN: a 32-bit number, big-endian.</summary>
    DWordBigEndian = 5,

    /// <summary>REG_LINK: the target of a symbolic link between keys.</summary>
    Link = 6,

    /// <summary>REG_MULTI_SZ: strings.</summary>
    MultiString = 7,

    /// <summary>REG_RESOURCE_LIST: hardware resources of a driver.</summary>
    ResourceList = 8,

    /// <summary>REG_FULL_RESOURCE_DESCRIPTOR: hardware resources of a device.</summary>
    FullResourceDescriptor = 9,

    /// <summary>REG_RESOURCE_REQUIREMENTS_LIST: hardware resources a device could use.</summary>
    ResourceRequirementsList = 10,

    /// <summary>REG_QWORD: a 64-bit number, little-endian.</summary>
    QWord = 11,
}
