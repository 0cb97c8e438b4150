using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Writing;

namespace AzLegacyOs.Azure.Upload;

/// <summary>A disk whose files are watched: what was changed while it travelled must not pass for a whole.</summary>
/// <remarks>Disposing it disposes of the disk.</remarks>
internal sealed class SteadySource(ByteSource disk, FileStamps stamps) : ByteSource, IChangeAware
{
    public override string Name => disk.Name;

    public override long Length => disk.Length;

    public override void Read(long offset, byte[] buffer, int index, int count) => disk.Read(offset, buffer, index, count);

    public override IEnumerable<ByteExtent> GetExtents(long offset, long length) => disk.GetExtents(offset, length);

    public void ThrowIfChanged() => stamps.CheckUnchanged();

    protected override void Dispose(bool disposing)
    {
        if (disposing) disk.Dispose();
    }
}
