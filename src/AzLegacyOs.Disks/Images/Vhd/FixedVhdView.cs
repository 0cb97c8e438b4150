namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>Any disk, seen as the fixed VHD that Azure accepts: filled up with zeros to whole MiB, a footer at the end.</summary>
/// <remarks>
/// Nothing is stored: disk, padding and footer are put together on the way. The same arguments always give the same bytes,
/// so that an interrupted upload can go on. Disposing the view leaves the disk open.
/// </remarks>
public sealed class FixedVhdView : ByteSource
{
    /// <summary>Azure refuses disks that are not a whole number of MiB.</summary>
    public const int Alignment = 1024 * 1024;

    /// <summary>The smallest disk that Azure accepts, in bytes, without the footer.</summary>
    public const long MinimumDiskLength = 20 * Alignment;

    /// <summary>The largest disk that Azure accepts, in bytes, without the footer: 32,767 GiB.</summary>
    public const long MaximumDiskLength = 32_767L * 1024 * Alignment;

    private readonly ByteSource _disk;
    private readonly byte[] _footer;

    /// <summary>Makes the view.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="uniqueId">Identity of the disk in the footer.</param>
    /// <param name="timestamp">Time in the footer, as the moment the disk was made.</param>
    public FixedVhdView(ByteSource disk, Guid uniqueId, DateTime timestamp)
    {
        if (disk.Length > long.MaxValue - Alignment - VhdFooter.Size) throw new ArgumentOutOfRangeException(nameof(disk));
        _disk = disk;
        DiskLength = Math.Max(MinimumDiskLength, (disk.Length + Alignment - 1) / Alignment * Alignment);
        Footer = VhdFooter.ForNewDisk(VhdDiskType.Fixed, DiskLength, uniqueId, timestamp);
        _footer = Footer.ToBytes();
    }

    /// <summary>Makes the view of an image. A VHD with an identity keeps it and its time; any other image gets the given ones.</summary>
    public static FixedVhdView Of(DiskImage image, Guid uniqueId, DateTime timestamp) =>
        image is VhdImage { Footer.HasIdentity: true } vhd ? new FixedVhdView(vhd, vhd.Footer.UniqueId, vhd.Footer.Timestamp) : new FixedVhdView(image, uniqueId, timestamp);

    /// <summary>The footer of the view.</summary>
    public VhdFooter Footer { get; }

    /// <summary>Length of the disk with its padding, without the footer: a whole number of MiB.</summary>
    public long DiskLength { get; }

    /// <inheritdoc/>
    public override string Name => _disk.Name;

    /// <inheritdoc/>
    public override long Length => DiskLength + VhdFooter.Size;

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            int length = ReadPart(offset, buffer, index, count);
            offset += length;
            index += length;
            count -= length;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = offset + length;
        if (offset < _disk.Length)
        {
            foreach (ByteExtent extent in _disk.GetExtents(offset, Math.Min(end, _disk.Length) - offset)) yield return extent;
        }

        long footerStart = Math.Max(offset, DiskLength);
        if (end > footerStart) yield return new ByteExtent(footerStart, end - footerStart);
    }

    private int ReadPart(long offset, byte[] buffer, int index, int count)
    {
        int length;
        if (offset < _disk.Length)
        {
            length = (int)Math.Min(count, _disk.Length - offset);
            _disk.Read(offset, buffer, index, length);
        }
        else if (offset < DiskLength)
        {
            length = (int)Math.Min(count, DiskLength - offset);
            Array.Clear(buffer, index, length);
        }
        else
        {
            length = count;
            Array.Copy(_footer, offset - DiskLength, buffer, index, count);
        }

        return length;
    }
}
