namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>A VHD (version 1): fixed, dynamic or differencing.</summary>
public sealed class VhdImage : MappedImage
{
    private readonly CountingByteSource _file;
    private readonly VhdDynamicHeader? _header;
    private readonly VhdBlockTable? _blocks;
    private readonly List<ImageRemark> _remarks = [];

    private VhdImage(CountingByteSource file, FoundVhdFooter found, IEnumerable<ImageRemark> remarks)
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
    public override long BytesRead => _file.BytesRead;

    /// <inheritdoc/>
    public override string? ParentName => Footer.DiskType != VhdDiskType.Differencing ? null
        : _header!.ParentName.Length > 0 ? _header.ParentName
        : _header.ParentLocators.FirstOrDefault()?.Path ?? "";

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks => _remarks;

    /// <summary>Opens the file if it is a VHD.</summary>
    /// <returns>The image, which owns the file, or null where the file has no VHD footer.</returns>
    /// <exception cref="DiskFormatException">It is a VHD, but damaged.</exception>
    internal static VhdImage? TryOpen(CountingByteSource file, IEnumerable<ImageRemark> remarks) =>
        FoundVhdFooter.Find(file, out List<ImageRemark> footerRemarks) is FoundVhdFooter found
            ? new VhdImage(file, found, remarks.Concat(footerRemarks))
            : null;

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        if (_blocks is null) return new DiskRun(length, _file, offset);
        if (Footer.DiskType == VhdDiskType.Differencing)
            throw new DiskFormatException(Name, FooterOffset, $"this is a differencing disk; its data is also in the parent \"{ParentName}\": merge it into the parent first");

        long block = offset / _blocks.BlockSize;
        long within = offset % _blocks.BlockSize;
        long data = _blocks.GetDataOffset(block);

        // Sectors whose bit is clear in a dynamic disk are read as data: programs differ in how they keep the bitmap,
        // and a sector that was never written is zero in the file too.
        if (data >= 0) return new DiskRun(Math.Min(length, _blocks.BlockSize - within), _file, data + within);

        long absent = _blocks.CountAbsent(block, (within + length + _blocks.BlockSize - 1) / _blocks.BlockSize);
        return new DiskRun(Math.Min(length, (absent * _blocks.BlockSize) - within));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
    }

    private void CheckFooter()
    {
        if (Footer.DiskType is not (VhdDiskType.Fixed or VhdDiskType.Dynamic or VhdDiskType.Differencing))
            throw new DiskFormatException(Name, FooterOffset + 60, $"the VHD footer gives disk type {(uint)Footer.DiskType}; only 2 (fixed), 3 (dynamic) and 4 (differencing) are known");
        if (Footer.CurrentSize <= 0) throw new DiskFormatException(Name, FooterOffset + 48, $"the VHD footer gives the size {Footer.CurrentSize}");
        if (Footer.FormatVersion != 0x00010000) _remarks.Add(new ImageRemark(FooterOffset + 12, $"the VHD footer gives format version 0x{Footer.FormatVersion:X8}, not 0x00010000"));
        if (Footer.CurrentSize % 512 != 0) _remarks.Add(new ImageRemark(FooterOffset + 48, $"the size, {Footer.CurrentSize} bytes, is not a whole number of sectors"));
    }

    private void RemarkFixedLength()
    {
        long held = FooterOffset;
        if (Footer.CurrentSize > held)
            throw new DiskFormatException(Name, FooterOffset + 48, $"the VHD footer gives a size of {Footer.CurrentSize} bytes, but the file holds only {held} bytes of the disk");
        if (Footer.CurrentSize < held)
            _remarks.Add(new ImageRemark(Footer.CurrentSize, $"{held - Footer.CurrentSize} bytes lie between the end of the disk and the footer"));
    }
}
