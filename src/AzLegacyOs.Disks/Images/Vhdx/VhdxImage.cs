using System.Text;

namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>A VHDX: fixed, dynamic or differencing; one that was not closed is read with its log replayed in memory.</summary>
public sealed class VhdxImage : MappedImage
{
    internal const string Signature = "vhdxfile";

    private const int FixedPartLength = 1024 * 1024;
    private const int BitmapPageLength = 4096;

    private readonly CountingByteSource _file;
    private readonly ByteSource _replayed;
    private readonly VhdxHeader _header;
    private readonly VhdxMetadata _metadata;
    private readonly VhdxBlockTable _blocks;
    private readonly BoundedCache<byte[]> _bitmapPages;
    private readonly ParentLink? _parent;
    private readonly List<ImageRemark> _remarks;

    internal VhdxImage(CountingByteSource file, ImageSurroundings surroundings, IEnumerable<ImageRemark> remarks)
    {
        _file = file;
        _remarks = [.. remarks];
        if (file.Length < FixedPartLength) throw new DiskFormatException(file.Name, file.Length, $"the VHDX was cut off: it has only {file.Length} bytes, less than its headers take");
        Creator = new string([.. Encoding.Unicode.GetString(file.ReadBytes(8, 512)).TrimAtNull().Where(c => !char.IsControl(c))]);
        _header = VhdxHeader.Read(file, _remarks);
        _replayed = VhdxLog.Replay(file, _header, _remarks);
        var regions = VhdxRegions.Read(_replayed, _remarks);
        _metadata = VhdxMetadata.Read(_replayed, regions.Metadata);
        _blocks = VhdxBlockTable.Read(_replayed, regions.Bat, _metadata);
        _bitmapPages = new BoundedCache<byte[]>(64, offset => _replayed.ReadBytes(offset, BitmapPageLength));
        if (_metadata.HasParent) _parent = ParentLink.Find(Name, surroundings, StoredPaths, FindFault);
    }

    /// <summary>The program that made the file ("Microsoft Windows 10.0.20348.0"), without control characters.</summary>
    public string Creator { get; }

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <inheritdoc/>
    public override long Length => _metadata.DiskSize;

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Vhdx;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat =>
        _metadata.HasParent ? DiskImageSubformat.Differencing : _metadata.IsFixed ? DiskImageSubformat.Fixed : DiskImageSubformat.Dynamic;

    /// <inheritdoc/>
    public override long FileLength => _file.Length;

    /// <inheritdoc/>
    public override long? AllocatedLength => Math.Min(Length, (long)_blocks.PresentCount * _metadata.BlockSize);

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead + (_parent?.BytesRead ?? 0);

    /// <inheritdoc/>
    public override int LogicalSectorSize => _metadata.LogicalSectorSize;

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => [.. _file.FileNames, .. _parent?.FileNames ?? []];

    /// <inheritdoc/>
    public override string? ParentName => _metadata.HasParent ? StoredPaths.FirstOrDefault() ?? "" : null;

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks => _remarks;

    private IEnumerable<string> StoredPaths =>
        VhdxParentLocator.PathKeys.Select(key => _metadata.ParentLocator.TryGetValue(key, out string? path) ? path : "").Where(path => path.Length > 0);

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        long block = offset / _metadata.BlockSize;
        long within = offset % _metadata.BlockSize;
        long run = Math.Min(length, _metadata.BlockSize - within);
        (VhdxBlockState state, long start) = _blocks.GetBlock(block);
        return state switch
        {
            VhdxBlockState.FullyPresent => new DiskRun(run, _replayed, start + within),
            VhdxBlockState.PartiallyPresent => MapPartial(block, offset, run, start + within),
            VhdxBlockState.NotPresent when _parent is not null => _parent.Map(offset, run),
            _ => new DiskRun(run),
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _file.Dispose();
        _parent?.Dispose();
    }

    /// <summary>Maps inside a block whose sectors are partly here and partly in the parent, as the bitmap of its chunk says.</summary>
    private DiskRun MapPartial(long block, long offset, long length, long dataOffset)
    {
        (VhdxBlockState state, long bitmap) = _blocks.GetBitmap(block);
        if (state != VhdxBlockState.FullyPresent) throw new DiskFormatException(Name, 0, $"block {block} of the disk is here in part, but the bitmap that says which part is missing");

        DiskRun parent = _parent!.Map(offset, length);
        long first = offset / LogicalSectorSize;
        long end = (offset + parent.Length + LogicalSectorSize - 1) / LogicalSectorSize;
        bool isHere = HasSector(bitmap, first);
        long next = first + 1;
        while (next < end && HasSector(bitmap, next) == isHere) next++;
        long run = Math.Min(parent.Length, (next * LogicalSectorSize) - offset);
        return isHere ? new DiskRun(run, _replayed, dataOffset) : parent with { Length = run };
    }

    private bool HasSector(long bitmap, long sector)
    {
        // Each chunk of 2^23 sectors has a bitmap of its own, of 1 MiB; the least significant bit comes first.
        long inChunk = sector & ((1 << 23) - 1);
        long position = inChunk / 8;
        byte[] page = _bitmapPages.Get(bitmap + (position / BitmapPageLength * BitmapPageLength));
        return (page[position % BitmapPageLength] & (1 << (int)(inChunk % 8))) != 0;
    }

    private string? FindFault(DiskImage image)
    {
        if (image is not VhdxImage parent) return "it is not a VHDX";
        string[] linkages = [.. new[] { VhdxParentLocator.Linkage, VhdxParentLocator.SecondLinkage }
            .Select(key => _metadata.ParentLocator.TryGetValue(key, out string? value) ? value : "").Where(value => value.Length > 0)];
        return linkages.Any(linkage => Guid.TryParse(linkage, out Guid id) && id == parent._header.DataWriteId)
            ? null
            : $"its data has the id {parent._header.DataWriteId}, not {string.Join(" or ", linkages)}; it was changed since, or is another disk";
    }
}
