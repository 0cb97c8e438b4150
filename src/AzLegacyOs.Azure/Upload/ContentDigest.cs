using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>A range of a disk that holds data, with the checksum that it travels with.</summary>
/// <param name="Offset">First byte on the disk.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Checksum">Its CRC-64.</param>
internal readonly record struct DigestedRange(long Offset, int Length, ulong Checksum)
{
    public long End => Offset + Length;

    /// <summary>The checksum as the service takes it.</summary>
    public string ChecksumText
    {
        get
        {
            byte[] bytes = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Checksum);
            return Convert.ToBase64String(bytes);
        }
    }

    /// <summary>A range whose bytes are in a buffer.</summary>
    public static DigestedRange Of(long offset, byte[] buffer, int index, int count) => new(offset, count, Crc64.Compute(buffer.AsSpan(index, count)));
}

/// <summary>A digest of everything on a disk that is not zero, put together from the checksums that its ranges travel with, in any order.</summary>
/// <remarks>
/// So that it costs nothing while an image is uploaded, and can be worked out again from the image alone. It tells any two images apart that
/// differ by chance; somebody who wants to can make another image with the same one, as with any digest that is put together from checksums.
/// </remarks>
internal sealed class ContentDigest
{
    private readonly object _lock = new();
    private readonly List<DigestedRange> _ranges = [];

    /// <summary>The ranges, in the order of the disk. Not while ranges are added.</summary>
    public IReadOnlyList<DigestedRange> Ranges
    {
        get
        {
            lock (_lock)
            {
                _ranges.Sort((one, other) => one.Offset.CompareTo(other.Offset));
                return _ranges;
            }
        }
    }

    /// <summary>Reads a whole disk.</summary>
    /// <param name="source">The fixed VHD, footer included.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static string Of(ByteSource source, CancellationToken cancellationToken) => Read(source, cancellationToken).ToString();

    /// <inheritdoc cref="Of"/>
    public static ContentDigest Read(ByteSource source, CancellationToken cancellationToken)
    {
        var digest = new ContentDigest();
        byte[] buffer = new byte[PageRange.MaximumLength];
        foreach (DataWindow window in DataWindow.Of(source, source.Length - PageRange.FooterLength))
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.Read(window.Offset, buffer, 0, window.Length);
            foreach (DataRun run in DataRun.Find(buffer, window.Length)) digest.Add(DigestedRange.Of(window.Offset + run.Index, buffer, run.Index, run.Length));
        }

        return digest;
    }

    /// <summary>Adds a range. The footer is left out: it does not say what is on the disk.</summary>
    public void Add(DigestedRange range)
    {
        lock (_lock) _ranges.Add(range);
    }

    /// <summary>The digest as 32 hexadecimal digits.</summary>
    public override string ToString()
    {
        using var hash = SHA256.Create();
        foreach (DigestedRange range in Ranges)
        {
            byte[] line = Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}\n", range.Offset, range.Length, range.ChecksumText));
            hash.TransformBlock(line, 0, line.Length, null, 0);
        }

        hash.TransformFinalBlock([], 0, 0);
        return string.Concat(hash.Hash.Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
