namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>A VHD (version 1): fixed, dynamic or differencing.</summary>
public sealed class VhdImage : MappedImage
{
    private readonly CountingByteSource _file;
    private readonly VhdDynamicHeader? _header;
    private readonly VhdBlockTable? _blocks;
    private readonly BoundedCache<byte[]>? _bitmaps;
    private readonly ParentLink? _parent;
    private readonly List<ImageRemark> _remarks = [];

    private VhdImage(CountingByteSource file, FoundVhdFooter found, ImageSurroundings surroundings, IEnumerable<ImageRemark> remarks)
    {
        _file = file;
        Footer = found.Footer;
        FooterOffset = found.Offset;
        FooterLength = found.Length;
        IsHeaderCopy = found.IsHeaderCopy;
        _remarks.AddRange(remarks);

        CheckFooter();
        if (Footer.DiskType == VhdDiskType.Fixed)
        {
            RemarkFixedLength();
            return;
        }

        _header = VhdDynamicHeader.Read(file, Footer.DataOffset);
        if (!_header.ChecksumValid) _remarks.Add(new ImageRemark((long)Footer.DataOffset + VhdDynamicHeader.ChecksumOffset, "the checksum of the dynamic header is wrong"));
        _blocks = VhdBlockTable.Read(file, _header, Footer.CurrentSize);
        if (Footer.DiskType != VhdDiskType.Differencing) return;
        _bitmaps = new BoundedCache<byte[]>(64, _blocks.ReadBitmap);
        _parent = FindParent(surroundings);
    }

    /// <summary>The footer that the image is read by.</summary>
    public VhdFooter Footer { get; }

    /// <summary>Byte offset in the file of <see cref="Footer"/>.</summary>
    public long FooterOffset { get; }

    /// <summary>512, or 511 as Virtual PC wrote it before 2004.</summary>
    public int FooterLength { get; }

    /// <summary>Whether the footer at the end was unusable and the copy at the start was taken.</summary>
    public bool IsHeaderCopy { get; }

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <summary>The current size of the footer.</summary>
    public override long Length => Footer.CurrentSize;

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Vhd;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat => Footer.DiskType switch
    {
        VhdDiskType.Fixed => DiskImageSubformat.Fixed,
        VhdDiskType.Dynamic => DiskImageSubformat.Dynamic,
        _ => DiskImageSubformat.Differencing,
    };

    /// <inheritdoc/>
    public override long FileLength => _file.Length;

    /// <inheritdoc/>
    public override long? AllocatedLength => _blocks is null ? Length : Math.Min(Length, (long)_blocks.PresentCount * _blocks.BlockSize);

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead + (_parent?.BytesRead ?? 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => [.. _file.FileNames, .. _parent?.FileNames ?? []];

    /// <inheritdoc/>
    public override string? ParentName => Footer.DiskType != VhdDiskType.Differencing ? null
        : _header!.ParentName.Length > 0 ? _header.ParentName
        : _header.ParentLocators.FirstOrDefault()?.Path ?? "";

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks => _remarks;

    /// <summary>Opens the file if it is a VHD.</summary>
    /// <returns>The image, which owns the file, or null where the file has no VHD footer.</returns>
    /// <exception cref="DiskFormatException">It is a VHD, but damaged.</exception>
    internal static VhdImage? TryOpen(CountingByteSource file, ImageSurroundings surroundings, IEnumerable<ImageRemark> remarks) =>
        FoundVhdFooter.Find(file, out List<ImageRemark> footerRemarks) is FoundVhdFooter found
            ? new VhdImage(file, found, surroundings, remarks.Concat(footerRemarks))
            : null;

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        if (_blocks is null) return new DiskRun(length, _file, offset);
        long block = offset / _blocks.BlockSize;
        long within = offset % _blocks.BlockSize;
        long data = _blocks.GetDataOffset(block);

        if (_parent is not null) return MapDifferencing(block, within, length, data);

        // Sectors whose bit is clear in a dynamic disk are read as data: programs differ in how they keep the bitmap,
        // and a sector that was never written is zero in the file too.
        if (data >= 0) return new DiskRun(Math.Min(length, _blocks.BlockSize - within), _file, data + within);

        long absent = _blocks.CountAbsent(block, (within + length + _blocks.BlockSize - 1) / _blocks.BlockSize);
        return new DiskRun(Math.Min(length, (absent * _blocks.BlockSize) - within));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _file.Dispose();
        _parent?.Dispose();
    }

    private DiskRun MapDifferencing(long block, long within, long length, long data)
    {
        DiskRun parent = _parent!.Map((block * _blocks!.BlockSize) + within, Math.Min(length, _blocks.BlockSize - within));
        if (data < 0) return parent;

        byte[] bitmap = _bitmaps!.Get(block);
        int first = (int)(within / 512);
        int sectors = (int)((within + parent.Length + 511) / 512);
        bool isHere = HasSector(bitmap, first);
        int next = first + 1;
        while (next < sectors && HasSector(bitmap, next) == isHere) next++;
        long run = Math.Min(parent.Length, (next * 512L) - within);
        return isHere ? new DiskRun(run, _file, data + within) : parent with { Length = run };
    }

    private static bool HasSector(byte[] bitmap, int sector) => (bitmap[sector / 8] & (0x80 >> (sector % 8))) != 0;

    private ParentLink FindParent(ImageSurroundings surroundings)
    {
        IEnumerable<string> paths = _header!.ParentLocators.OrderByDescending(l => l.IsRelative).Select(l => l.Path).Append(_header.ParentName);
        var link = ParentLink.Find(Name, surroundings, paths, FindFault);
        if (link.Image is VhdImage parent && parent.Footer.TimestampSeconds != _header.ParentTimestampSeconds && !ImageSurroundings.WasWrittenAt(parent.Name, VhdFooter.ToTime(_header.ParentTimestampSeconds)))
            _remarks.Add(new ImageRemark((long)Footer.DataOffset + 56, $"the parent \"{parent.Name}\" does not have the time stamp that was noted when this disk was made: it was copied, or changed since then"));
        return link;
    }

    private string? FindFault(DiskImage image) =>
        image is not VhdImage vhd ? "it is not a VHD"
        : vhd.Footer.UniqueId != _header!.ParentUniqueId ? $"its unique id is {vhd.Footer.UniqueId}, not {_header.ParentUniqueId}"
        : null;

    private void CheckFooter()
    {
        if (Footer.DiskType is not (VhdDiskType.Fixed or VhdDiskType.Dynamic or VhdDiskType.Differencing))
            throw new DiskFormatException(Name, FooterOffset + 60, $"the VHD footer gives disk type {(uint)Footer.DiskType}; only 2 (fixed), 3 (dynamic) and 4 (differencing) are known");
        if (Footer.CurrentSize <= 0) throw new DiskFormatException(Name, FooterOffset + 48, $"the VHD footer gives the size {Footer.CurrentSize}");
        if (Footer.FormatVersion != 0x00010000) _remarks.Add(new ImageRemark(FooterOffset + 12, $"the VHD footer gives format version 0x{Footer.FormatVersion:X8}, not 0x00010000") { IsProperty = true });
        if (Footer.Geometry.Size > Footer.CurrentSize && Footer.Geometry != VhdGeometry.Largest)
            _remarks.Add(new ImageRemark(FooterOffset + 56, $"the geometry makes {Footer.Geometry.Size} bytes, more than the size of {Footer.CurrentSize}: Virtual PC showed the larger disk to its guest, so the end may be missing"));
        if (Footer.CurrentSize % 512 != 0) _remarks.Add(new ImageRemark(FooterOffset + 48, $"the size, {Footer.CurrentSize} bytes, is not a whole number of sectors"));
    }

    private void RemarkFixedLength()
    {
        long held = FooterOffset;
        if (Footer.CurrentSize > held)
            throw new DiskFormatException(Name, FooterOffset + 48, $"the VHD footer gives a size of {Footer.CurrentSize} bytes, but the file holds only {held} bytes of the disk");
        if (Footer.CurrentSize < held)
            _remarks.Add(new ImageRemark(Footer.CurrentSize, $"{held - Footer.CurrentSize} bytes lie between the end of the disk and the footer") { IsProperty = true });
    }
}
