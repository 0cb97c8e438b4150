namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>A piece of a VMDK.</summary>
/// <param name="length">Its length in bytes.</param>
internal abstract class VmdkExtent(long length)
{
    /// <summary>Length in bytes of the part of the disk that it holds.</summary>
    public long Length => length;

    /// <summary>Whether the piece holds all its sectors.</summary>
    public virtual bool IsFlat => false;

    /// <summary>Bytes of memory that its tables take for as long as it is open.</summary>
    public virtual long TablesLength => 0;

    /// <summary>Finds where bytes of the piece are.</summary>
    /// <param name="offset">Byte offset in the piece.</param>
    /// <param name="count">Number of bytes of interest, all inside the piece.</param>
    /// <param name="run">The first run; where the piece does not hold it, only the length counts.</param>
    /// <returns>Whether the piece holds the run; else the parent does.</returns>
    public abstract bool TryMap(long offset, long count, out DiskRun run);
}

/// <summary>A piece that is a part of a file, byte for byte.</summary>
internal sealed class VmdkFlatExtent : VmdkExtent
{
    private readonly ByteSource _file;
    private readonly long _start;

    public VmdkFlatExtent(ByteSource file, long start, long length)
        : base(length)
    {
        if (start > file.Length - length) throw new DiskFormatException(file.Name, file.Length, $"the file was cut off: by the descriptor of the VMDK it holds {length} bytes from byte {start} on");
        _file = file;
        _start = start;
    }

    public override bool IsFlat => true;

    public override bool TryMap(long offset, long count, out DiskRun run)
    {
        run = new DiskRun(count, _file, _start + offset);
        return true;
    }
}

/// <summary>A piece that reads as zeros.</summary>
internal sealed class VmdkZeroExtent(long length) : VmdkExtent(length)
{
    public override bool TryMap(long offset, long count, out DiskRun run)
    {
        run = new DiskRun(count);
        return true;
    }
}
