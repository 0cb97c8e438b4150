namespace AzLegacyOs.Disks.Images;

/// <summary>The container formats of disk images.</summary>
public enum DiskImageFormat
{
    Raw,
    Vhd,
    Vhdx,
    Vmdk,
    Vdi,
    Qcow2,
}

/// <summary>How an image stores its blocks.</summary>
public enum DiskImageSubformat
{
    Fixed,
    Dynamic,
    Differencing,
}

/// <summary>An open image: as a <see cref="ByteSource"/> it is the virtual disk inside.</summary>
public abstract class DiskImage : ByteSource
{
    public abstract DiskImageFormat Format { get; }

    /// <summary>Null where the format has no such notion (raw).</summary>
    public abstract DiskImageSubformat? Subformat { get; }

    /// <summary>The size of the image file in bytes, all its parts together.</summary>
    public abstract long FileLength { get; }

    /// <summary>Bytes of the virtual disk that the image holds; null where it is not known without reading all.</summary>
    public abstract long? AllocatedLength { get; }

    /// <summary>Logical sector size of the virtual disk in bytes.</summary>
    public virtual int LogicalSectorSize => 512;

    /// <summary>The parent that a differencing image names; null otherwise.</summary>
    public virtual string? ParentName => null;

    /// <summary>Oddities that did not stop the opening: (byte offset in the file, what).</summary>
    public virtual IReadOnlyList<ImageRemark> Remarks => [];
}

/// <summary>An oddity of an image that did not stop its opening.</summary>
/// <param name="Offset">Byte offset in the file.</param>
/// <param name="Text">What is odd, as a clause without a full stop.</param>
public sealed record ImageRemark(long Offset, string Text);
