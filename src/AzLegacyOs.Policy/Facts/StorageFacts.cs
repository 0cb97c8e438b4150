namespace AzLegacyOs.Policy.Facts;

/// <summary>What Windows does with disks and volumes.</summary>
public sealed record StorageFacts
{
    /// <summary>Services\partmgr\Parameters, SanPolicy: 1 online all, 2 offline shared, 3 offline all, 4 offline internal.</summary>
    public required Observed<uint> SanPolicy { get; init; }

    /// <summary>Services\MountMgr, NoAutoMount: not 0 means that new volumes get no drive letter.</summary>
    public required Observed<uint> NoAutoMount { get; init; }

    /// <summary>Drive letters that MountedDevices gives to partitions of fixed disks, without optical and removable drives: "C:", "D:".</summary>
    public required Observed<IReadOnlyList<string>> DriveLetters { get; init; }

    /// <summary>What MountedDevices binds the drive letters to; a letter of an optical or removable drive is left out.</summary>
    public IReadOnlyList<MountedVolumeFacts> MountedVolumes { get; init; } = [];

    /// <summary>Control\Session Manager\Memory Management, PagingFiles, one entry each: "C:\pagefile.sys 2046 4092".</summary>
    public required Observed<IReadOnlyList<string>> PagingFiles { get; init; }

    /// <summary>
    /// NT 5: the Service value of each key below Control\CriticalDeviceDatabase, by the name of the key without regard to case; an
    /// empty text for a key without one.
    /// </summary>
    public required Observed<IReadOnlyDictionary<string, string>> CriticalDevices { get; init; }
}

/// <summary>What MountedDevices binds a drive letter to: an MBR partition by signature and offset, or a GPT partition by its GUID.</summary>
/// <param name="Letter">"C:".</param>
/// <param name="DiskSignature">Signature of the MBR disk; null for a GPT partition.</param>
/// <param name="Offset">Byte offset of the partition on that disk; null for a GPT partition.</param>
/// <param name="PartitionId">GUID of the GPT partition; null for an MBR partition.</param>
/// <param name="Where">The value.</param>
public sealed record MountedVolumeFacts(string Letter, uint? DiskSignature, long? Offset, Guid? PartitionId, string Where);
