namespace AzLegacyOs.Disks.Images;

/// <summary>An image that is the disk itself, byte for byte.</summary>
public sealed class RawImage : DiskImage
{
    private readonly CountingByteSource _file;

    internal RawImage(CountingByteSource file, int logicalSectorSize, IReadOnlyList<ImageRemark> remarks)
    {
        _file = file;
        LogicalSectorSize = logicalSectorSize;
        Remarks = [.. remarks, .. FindOddLength(file.Length)];
    }

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Raw;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat => null;

    /// <inheritdoc/>
    public override long FileLength => _file.Length;

    /// <inheritdoc/>
    public override long? AllocatedLength => null;

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead;

    /// <inheritdoc/>
    public override int LogicalSectorSize { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => _file.FileNames;

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks { get; }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count) => _file.Read(offset, buffer, index, count);

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length) => _file.GetExtents(offset, length);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
    }

    private static IEnumerable<ImageRemark> FindOddLength(long length)
    {
        const int MiB = 1024 * 1024;
        if (length % 512 != 0)
            yield return new ImageRemark(length - (length % 512), $"the length, {length} bytes, is not a whole number of sectors: the file may have been cut off");
        else if (length > MiB && length % MiB == 512)
            yield return new ImageRemark(length - 512, "the file is one sector longer than a whole number of MiB, as a fixed VHD is, but does not end in a VHD footer");
    }
}
