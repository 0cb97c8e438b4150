namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Points to a file record: its number and how often the record has been reused.</summary>
/// <param name="Value">48 bits of record number, 16 bits of sequence number.</param>
public readonly record struct FileReference(ulong Value)
{
    public FileReference(long record, ushort sequence)
        : this((ulong)record | (ulong)sequence << 48)
    {
    }

    /// <summary>Number of the file record in $MFT.</summary>
    public long Record => (long)(Value & 0xFFFF_FFFF_FFFF);

    /// <summary>Must equal the sequence number in the record; 0 fits any.</summary>
    public ushort Sequence => (ushort)(Value >> 48);

    /// <inheritdoc/>
    public override string ToString() => $"{Record}-{Sequence}";
}
