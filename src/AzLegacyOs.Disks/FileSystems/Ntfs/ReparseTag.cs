namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>The reparse tags that are known by name ([MS-FSCC] 2.1.2.1).</summary>
public static class ReparseTag
{
    /// <summary>A junction or mount point.</summary>
    public const uint MountPoint = 0xA0000003;

    /// <summary>A symbolic link.</summary>
    public const uint SymbolicLink = 0xA000000C;

    /// <summary>Single instance storage.</summary>
    public const uint SingleInstance = 0x80000007;

    /// <summary>Data deduplication.</summary>
    public const uint Deduplication = 0x80000013;

    /// <summary>Compressed as a whole by the Windows overlay filter, or kept in a WIM file.</summary>
    public const uint Wof = 0x80000017;

    /// <summary>Set in tags that stand for another file or directory.</summary>
    internal const uint NameSurrogate = 0x20000000;

    /// <summary>What a tag means, for messages.</summary>
    internal static string Describe(uint tag) => tag switch
    {
        MountPoint => "a junction",
        SymbolicLink => "a symbolic link",
        SingleInstance => "kept once for several files by single instance storage",
        Deduplication => "kept elsewhere by data deduplication",
        _ => $"a reparse point with the tag 0x{tag:X8}",
    };
}
