using AzLegacyOs.Disks.Images.Remote;

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

    /// <summary>Bytes read from the image file so far, all its parts together.</summary>
    public abstract long BytesRead { get; }

    /// <summary>The files that hold the image: its own, those of its parts and of its parents.</summary>
    public abstract IReadOnlyList<string> FileNames { get; }

    /// <summary>Logical sector size of the virtual disk in bytes.</summary>
    public virtual int LogicalSectorSize => 512;

    /// <summary>The parent that a differencing image names; null otherwise. Whether it was found shows when data is read.</summary>
    public virtual string? ParentName => null;

    /// <summary>Oddities that did not stop the opening: (byte offset in the file, what).</summary>
    public virtual IReadOnlyList<ImageRemark> Remarks => [];

    /// <summary>When the image file was last written, in UTC; null where that is not known.</summary>
    public DateTime? LastWritten { get; private set; }

    private RemoteByteSource? Remote { get; set; }

    /// <summary>Opens an image read-only. The format is found by the content; of the name only
    /// .001 counts, the first part of a file that was cut, and .vhd beside a .v01.</summary>
    /// <param name="pathOrAddress">Path of a file, or https address of a blob or disk with read access in it.</param>
    /// <param name="cancellationToken">Stops this and every later read of an image that lies behind an address.</param>
    /// <exception cref="DiskFormatException">The file is no disk image, or a damaged one, or of a kind that cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DiskImage Open(string pathOrAddress, CancellationToken cancellationToken = default) =>
        RemoteAddress.IsAddress(pathOrAddress) ? OpenRemote(new RemoteByteSource(pathOrAddress, cancellationToken)) : OpenFile(pathOrAddress);

    /// <summary>Opens an image that is kept in any source of bytes, which the image then owns. Other files that it names are not looked for.</summary>
    /// <inheritdoc cref="Open(string, CancellationToken)"/>
    public static DiskImage Open(ByteSource file) => Open(new CountingByteSource(file), ImageSurroundings.None, []);

    /// <summary>Throws what ended the connection to an image behind an address. What was read of it since is not complete.</summary>
    /// <exception cref="IOException">The image was lost.</exception>
    public void EnsureAvailable() => Remote?.EnsureAvailable();

    internal static DiskImage Open(CountingByteSource file, ImageSurroundings surroundings, IReadOnlyList<ImageRemark> remarks)
    {
        try
        {
            return ImageDetection.Open(file, surroundings, remarks);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static DiskImage OpenFile(string path)
    {
        var file = new FileByteSource(path);
        List<ImageRemark> remarks = [];
        if (file.IsBeingWritten) remarks.Add(new ImageRemark(0, "another program has the file open for writing, so what is read may change"));
        SplitFile? split = SplitFile.TryOpen(file);
        if (split is not null) remarks.Add(new ImageRemark(0, $"{split.PartNames.Count} files with numbers as endings were read as one"));
        DiskImage image = Open(new CountingByteSource(split ?? (ByteSource)file), ImageSurroundings.Of(path), remarks);
        image.LastWritten = File.GetLastWriteTimeUtc(path);
        return image;
    }

    private static DiskImage OpenRemote(RemoteByteSource file)
    {
        DiskImage image = Open(file);
        image.Remote = file;
        image.LastWritten = file.LastModified;
        return image;
    }
}

/// <summary>An oddity of an image that did not stop its opening.</summary>
/// <param name="Offset">Byte offset in the file.</param>
/// <param name="Text">What is odd, as a clause without a full stop.</param>
public sealed record ImageRemark(long Offset, string Text)
{
    /// <summary>Whether a property of the image or of the partition table says the same, so that whoever shows those need not repeat it.</summary>
    public bool IsProperty { get; init; }
}
