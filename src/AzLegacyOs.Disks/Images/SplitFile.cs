using System.Globalization;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Disks.Images;

/// <summary>Files that were cut into parts with numbers as endings (.001, .002, ...; of a VHD .vhd, .v01, .v02, ...), read as one.</summary>
internal sealed class SplitFile : ByteSource
{
    // Cut for CDs, a disk of 2 TiB has about 3000.
    private const int MaximumParts = 4096;

    private readonly List<FileByteSource> _parts;
    private readonly List<long> _starts = [];

    private SplitFile(List<FileByteSource> parts)
    {
        _parts = parts;
        long end = 0;
        foreach (FileByteSource part in parts)
        {
            _starts.Add(end);
            end += part.Length;
        }

        Length = end;
    }

    /// <summary>The path of the first part.</summary>
    public override string Name => _parts[0].Name;

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>The paths of all parts.</summary>
    public IReadOnlyList<string> PartNames => [.. _parts.Select(p => p.Name)];

    /// <summary>Adds the parts that follow a first one.</summary>
    /// <param name="first">The first part; owned by what is returned.</param>
    /// <returns>All parts as one, or null where the name is not that of a first part, or where what follows does not fit.</returns>
    public static SplitFile? TryOpen(FileByteSource first)
    {
        string extension = Path.GetExtension(first.Name);
        if (first.Length == 0 || extension.Length < 3) return null;
        if (extension.Equals(".vhd", StringComparison.OrdinalIgnoreCase)) return TryOpenVhd(first, extension.Substring(0, 2));
        if (!int.TryParse(extension.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 1) return null;

        // Programs that cut make all parts but the last equally long.
        string format = "D" + (extension.Length - 1).ToString(CultureInfo.InvariantCulture);
        return Open(
            first,
            i => "." + (number + i).ToString(format, CultureInfo.InvariantCulture),
            last => last.Length == first.Length,
            whole => whole._parts[whole._parts.Count - 1].Length <= first.Length);
    }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            (ByteSource part, long start) = Find(offset);
            int length = (int)Math.Min(count, start + part.Length - offset);
            part.Read(offset - start, buffer, index, length);
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
            (ByteSource part, long start) = Find(offset);
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

    /// <summary>Virtual PC up to 2004 cuts a VHD where the file system takes no longer file; only the last part ends in a footer.</summary>
    /// <remarks>Virtual Hard Disk Image Format Specification 1.0, "Splitting Hard Disk Images".</remarks>
    private static SplitFile? TryOpenVhd(FileByteSource first, string extensionStart) =>
        FoundVhdFooter.IsAtEndOf(first) ? null : Open(first, i => extensionStart + i.ToString("D2", CultureInfo.InvariantCulture), _ => true, FoundVhdFooter.IsAtEndOf);

    /// <summary>Opens the parts one after the other.</summary>
    /// <param name="first">The first part.</param>
    /// <param name="getExtension">The ending of the part with a number, from 1.</param>
    /// <param name="canFollow">Whether a part can have another one behind it.</param>
    /// <param name="isWhole">Whether the parts together are what was cut.</param>
    private static SplitFile? Open(FileByteSource first, Func<int, string> getExtension, Func<FileByteSource, bool> canFollow, Func<SplitFile, bool> isWhole)
    {
        List<FileByteSource> parts = [first];
        bool isComplete = false;
        try
        {
            while (parts.Count < MaximumParts && canFollow(parts[parts.Count - 1]))
            {
                string path = Path.ChangeExtension(first.Name, getExtension(parts.Count));
                if (new FileInfo(path) is not { Exists: true, Length: > 0 }) break;
                parts.Add(new FileByteSource(path));
            }

            var whole = new SplitFile(parts);
            isComplete = parts.Count > 1 && isWhole(whole);
            return isComplete ? whole : null;
        }
        catch
        {
            first.Dispose();
            throw;
        }
        finally
        {
            foreach (FileByteSource part in isComplete ? [] : parts.Skip(1)) part.Dispose();
        }
    }

    private (ByteSource Part, long Start) Find(long offset)
    {
        int index = _starts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        return (_parts[index], _starts[index]);
    }
}
