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

    /// <summary>Control\Session Manager\Memory Management, PagingFiles, one entry each: "C:\pagefile.sys 2046 4092".</summary>
    public required Observed<IReadOnlyList<string>> PagingFiles { get; init; }

    /// <summary>
    /// NT 5: the Service value of each key below Control\CriticalDeviceDatabase, by the name of the key without regard to case; an
    /// empty text for a key without one.
    /// </summary>
    public required Observed<IReadOnlyDictionary<string, string>> CriticalDevices { get; init; }
}
