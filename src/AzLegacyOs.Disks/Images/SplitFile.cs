using System.Globalization;

namespace AzLegacyOs.Disks.Images;

/// <summary>Files that were cut into parts with numbers as endings (.001, .002, ...), read as one.</summary>
internal sealed class SplitFile : ByteSource
{
    // Cut for CDs, a disk of 2 TiB has about 3000.
    private const int MaximumParts = 4096;

    private readonly List<FileByteSource> _parts;
    private readonly long _partLength;

    private SplitFile(List<FileByteSource> parts)
    {
        _parts = parts;
        _partLength = parts[0].Length;
        Length = parts.Sum(p => p.Length);
    }

    /// <summary>The path of the first part.</summary>
    public override string Name => _parts[0].Name;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>The paths of all parts.</summary>
    public IReadOnlyList<string> PartNames => [.. _parts.Select(p => p.Name)];

    /// <summary>Adds the parts that follow a first one.</summary>
    /// <param name="first">The first part; owned by what is returned.</param>
    /// <returns>All parts as one, or null where the name is not that of a first part, or where what follows does not fit:
    /// programs that cut make all parts but the last equally long.</returns>
    public static SplitFile? TryOpen(FileByteSource first)
    {
        string extension = Path.GetExtension(first.Name);
        if (first.Length == 0 || extension.Length < 3 || !int.TryParse(extension.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 1) return null;

        List<FileByteSource> parts = [first];
        string format = "D" + (extension.Length - 1).ToString(CultureInfo.InvariantCulture);
        try
        {
            while (parts.Count < MaximumParts && parts[parts.Count - 1].Length == first.Length)
            {
                string path = Path.ChangeExtension(first.Name, (number + parts.Count).ToString(format, CultureInfo.InvariantCulture));
                if (!File.Exists(path)) break;
                parts.Add(new FileByteSource(path));
            }
        }
        catch
        {
            foreach (FileByteSource part in parts) part.Dispose();
            throw;
        }

        bool fits = parts.Count > 1 && parts[parts.Count - 1].Length > 0 && parts[parts.Count - 1].Length <= first.Length;
        if (fits) return new SplitFile(parts);
        foreach (FileByteSource part in parts.Skip(1)) part.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            ByteSource part = _parts[(int)(offset / _partLength)];
            long within = offset % _partLength;
            int length = (int)Math.Min(count, part.Length - within);
            part.Read(within, buffer, index, length);
            offset += length;
            index += length;
            count -= length;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = offset + length;
        while (offset < end)
        {
            ByteSource part = _parts[(int)(offset / _partLength)];
            long start = offset / _partLength * _partLength;
            long stop = Math.Min(end, start + part.Length);
            foreach (ByteExtent extent in part.GetExtents(offset - start, stop - offset)) yield return extent with { Offset = extent.Offset + start };
            offset = stop;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (FileByteSource part in _parts) part.Dispose();
    }
}
