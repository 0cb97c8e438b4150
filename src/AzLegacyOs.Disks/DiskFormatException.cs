namespace AzLegacyOs.Disks;

/// <summary>Bytes that are not what their format demands: names the file, the offset and what is wrong.</summary>
public sealed class DiskFormatException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="source">The file, or what the bytes belong to.</param>
    /// <param name="offset">Byte offset in it.</param>
    /// <param name="reason">What is wrong, as a clause without a full stop.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public DiskFormatException(string source, long offset, string reason, Exception? inner = null)
        : base($"{source}, offset {offset} (0x{offset:X}): {reason}.", inner)
    {
        SourceName = source;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The file, or what the bytes belong to.</summary>
    public string SourceName { get; }

    /// <summary>Byte offset in it.</summary>
    public long Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
