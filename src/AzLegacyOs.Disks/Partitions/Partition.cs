namespace AzLegacyOs.Disks.Partitions;

/// <summary>One partition as its table describes it.</summary>
public sealed record Partition
{
    /// <summary>Position in the table, from 1; logical partitions of an MBR follow from 5.</summary>
    public required int Number { get; init; }

    /// <summary>Byte offset of the first sector on the disk. May lie beyond the end of the disk.</summary>
    public required long Offset { get; init; }

    /// <summary>Length in bytes by the table. May reach beyond the end of the disk.</summary>
    public required long Length { get; init; }

    /// <summary>The MBR type as two hexadecimal digits ("07"), or the GPT type as a GUID in capital letters.</summary>
    public required string Type { get; init; }

    /// <summary>What the type is called; null where it is not known.</summary>
    public string? TypeName => PartitionTypes.GetName(Type);

    /// <summary>The MBR boot flag.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether this is an extended partition, which holds logical partitions and no volume.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Whether the type says that the partition belongs to a dynamic disk (LDM).</summary>
    public bool IsDynamicDisk => PartitionTypes.IsDynamicDisk(Type);

    /// <summary>Whether the type says that a volume manager (LDM, Storage Spaces, LVM, RAID) keeps its data here.</summary>
    public bool IsVolumeManagerMember => PartitionTypes.IsVolumeManagerMember(Type);

    /// <summary>The unique id in a GPT; null in an MBR.</summary>
    public Guid? Id { get; init; }

    /// <summary>The name in a GPT; null in an MBR.</summary>
    public string? Name { get; init; }

    /// <summary>Opens the partition as far as the disk reaches. Disposing it leaves the disk open.</summary>
    /// <exception cref="DiskFormatException">The partition starts beyond the end of the disk.</exception>
    public ByteSource Open(ByteSource disk)
    {
        if (Offset >= disk.Length) throw new DiskFormatException(disk.Name, Offset, $"partition {Number} starts beyond the end of the disk, which has {disk.Length} bytes");
        return new ByteSourceSlice(disk, Offset, Math.Min(Length, disk.Length - Offset), $"partition {Number} of {disk.Name}");
    }
}
