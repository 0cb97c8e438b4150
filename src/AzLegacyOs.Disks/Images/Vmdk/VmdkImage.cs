namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>A VMDK of Workstation, ESX or an OVA: sparse, stream-optimised or flat, in one file or many, and snapshots of these.</summary>
public sealed class VmdkImage : MappedImage
{
    private const long MaximumTablesLength = 64 * 1024 * 1024;

    private readonly CountingByteSource _file;
    private readonly List<CountingByteSource> _parts = [];
    private readonly VmdkDescriptor _descriptor;
    private readonly List<VmdkExtent> _extents = [];
    private readonly List<long> _starts = [];
    private readonly ParentLink? _parent;
    private long _length;

    internal VmdkImage(CountingByteSource file, ImageSurroundings surroundings, IReadOnlyList<ImageRemark> remarks)
    {
        _file = file;
        Remarks = remarks;
        try
        {
            VmdkSparseHeader? header = VmdkSparseHeader.IsAtStartOf(file.ReadBytes(0, 4)) ? VmdkSparseHeader.Read(file) : null;
            _descriptor = ReadDescriptor(header);
            if (_descriptor.IsEncrypted) throw new DiskFormatException(Name, 0, "the VMDK is encrypted");

            // A descriptor inside a sparse file names that file first, by the name it was made with; others may follow.
            if (header is not null) Add(new VmdkSparseExtent(file, header), header.Sectors);
            foreach (VmdkExtentLine line in _descriptor.Extents.Skip(header is null ? 0 : 1)) Add(OpenExtent(line, surroundings), line.Sectors);
            if (_extents.Count == 0) throw new DiskFormatException(Name, 0, "the descriptor of the VMDK names no piece of the disk");
            if (_descriptor.ParentContentId is not null) _parent = ParentLink.Find(Name, surroundings, [_descriptor.ParentFileName], FindFault);
        }
        catch
        {
            foreach (CountingByteSource part in _parts) part.Dispose();
            throw;
        }
    }

    /// <summary>The kind that the descriptor names ("monolithicSparse", "streamOptimized", "vmfs", ...).</summary>
    public string CreateType => _descriptor.CreateType;

    /// <inheritdoc/>
    public override string Name => _file.Name;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override DiskImageFormat Format => DiskImageFormat.Vmdk;

    /// <inheritdoc/>
    public override DiskImageSubformat? Subformat =>
        _descriptor.ParentContentId is not null ? DiskImageSubformat.Differencing
        : _extents.All(e => e.IsFlat) ? DiskImageSubformat.Fixed
        : DiskImageSubformat.Dynamic;

    /// <inheritdoc/>
    public override long FileLength => _file.Length + _parts.Sum(p => p.Length);

    /// <inheritdoc/>
    public override long? AllocatedLength => _extents.All(e => e.IsFlat) ? Length : null;

    /// <inheritdoc/>
    public override long BytesRead => _file.BytesRead + _parts.Sum(p => p.BytesRead) + (_parent?.BytesRead ?? 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => [.. _file.FileNames, .. _parts.Select(p => p.Name), .. _parent?.FileNames ?? []];

    /// <inheritdoc/>
    public override string? ParentName => _descriptor.ParentContentId is null ? null : _descriptor.ParentFileName;

    /// <inheritdoc/>
    public override IReadOnlyList<ImageRemark> Remarks { get; }

    /// <inheritdoc/>
    private protected override DiskRun Map(long offset, long length)
    {
        int index = _starts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        VmdkExtent extent = _extents[index];
        long within = offset - _starts[index];
        return extent.TryMap(within, Math.Min(length, GetEnd(index) - offset), out DiskRun run) || _parent is null ? run : _parent.Map(offset, run.Length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        _file.Dispose();
        foreach (CountingByteSource part in _parts) part.Dispose();
        _parent?.Dispose();
    }

    private long GetEnd(int index) => index + 1 < _starts.Count ? _starts[index + 1] : _length;

    /// <summary>Adds a piece, which counts for as many sectors as the descriptor says, at the end of the disk.</summary>
    private void Add(VmdkExtent extent, long sectors)
    {
        if (sectors * 512 > (long.MaxValue / 2) - _length) throw new DiskFormatException(Name, 0, "the pieces of the VMDK make a disk of an impossible size");
        _extents.Add(extent);
        _starts.Add(_length);
        _length += sectors * 512;
        if (_extents.Sum(e => e.TablesLength) > MaximumTablesLength) throw new DiskFormatException(Name, 0, "the tables of the VMDK take more memory than those of any disk that can be");
    }

    private VmdkDescriptor ReadDescriptor(VmdkSparseHeader? header)
    {
        ByteExtent range = header?.Descriptor ?? new ByteExtent(0, _file.Length);
        if (range.Length > VmdkDescriptor.MaximumLength) throw new DiskFormatException(Name, 0, $"a descriptor of {range.Length} bytes is not possible");
        var descriptor = VmdkDescriptor.Parse(_file.ReadBytes(range.Offset, (int)range.Length), Name, range.Offset);

        // Pieces of a split disk have no descriptor, or room for one with nothing in it.
        if (header is not null && descriptor.CreateType.Length == 0) throw new DiskFormatException(Name, 0, "this is one piece of a VMDK: name the small .vmdk file that describes the whole disk");
        return descriptor;
    }

    private VmdkExtent OpenExtent(VmdkExtentLine line, ImageSurroundings surroundings)
    {
        if (line.Kind == "ZERO") return new VmdkZeroExtent(line.Sectors * 512);
        bool isFlat = line.Kind is "FLAT" or "VMFS";
        if (!isFlat && line.Kind is not ("SPARSE" or "VMFSSPARSE" or "SESPARSE"))
            throw new DiskFormatException(Name, 0, $"a piece of the VMDK is of the kind {line.Kind}, which is no file that can be read");

        // Nothing in a flat file proves that it belongs to the disk, so a forged descriptor could name any file of its reader.
        string path = surroundings.Locate(line.FileName, onlyBeside: true).FirstOrDefault()
            ?? throw new DiskFormatException(Name, 0, $"the piece \"{line.FileName}\" of the VMDK was not found in its folder");
        CountingByteSource part = ImageSurroundings.OpenPart(path);
        _parts.Add(part);
        if (isFlat) return new VmdkFlatExtent(part, line.StartSector * 512, line.Sectors * 512);

        VmdkExtent extent = VmdkSeSparseExtent.IsSeSparse(part) ? VmdkSeSparseExtent.Open(part) : OpenSparse(part);
        if (extent.Length < line.Sectors * 512) throw new DiskFormatException(path, 0, $"by the descriptor of the VMDK this piece holds {line.Sectors * 512} bytes of the disk, but it holds {extent.Length}");
        return extent;
    }

    private static VmdkSparseExtent OpenSparse(CountingByteSource part)
    {
        if (part.Length < 512) throw new DiskFormatException(part.Name, 0, $"this piece of a VMDK has only {part.Length} bytes");
        var header = VmdkSparseHeader.Read(part);
        if (header.IsCompressed) throw new DiskFormatException(part.Name, 0, "this piece of a VMDK is compressed, which only a disk in a single file is");
        return new VmdkSparseExtent(part, header);
    }

    private string? FindFault(DiskImage image) =>
        image is not VmdkImage vmdk ? "it is not a VMDK"
        : !vmdk._descriptor.ContentId.Equals(_descriptor.ParentContentId, StringComparison.OrdinalIgnoreCase) ? $"its content has the id {vmdk._descriptor.ContentId}, not {_descriptor.ParentContentId}; it was changed since the snapshot, or is another disk"
        : null;
}
