using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>A digest of everything on a disk that is not zero, put together from the checksums that its ranges travel with, in any order.</summary>
/// <remarks>So that it costs nothing while an image is uploaded, and can be worked out again from the image alone.</remarks>
internal sealed class ContentDigest
{
    private readonly object _lock = new();
    private readonly SortedDictionary<long, string> _ranges = [];

    /// <summary>The checksum that the service takes and compares for a range: its MD5 in base64. Not for security.</summary>
    public static string Checksum(byte[] buffer, int index, int count)
    {
        using var md5 = MD5.Create();
        return Convert.ToBase64String(md5.ComputeHash(buffer, index, count));
    }

    /// <summary>Reads a whole disk.</summary>
    /// <param name="source">The fixed VHD, footer included.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static string Of(ByteSource source, CancellationToken cancellationToken)
    {
        var digest = new ContentDigest();
        byte[] buffer = new byte[PageRange.MaximumLength];
        foreach (DataWindow window in DataWindow.Of(source, source.Length - PageRange.FooterLength))
        {
            cancellationToken.ThrowIfCancellationRequested();
            source.Read(window.Offset, buffer, 0, window.Length);
            foreach (DataRun run in DataRun.Find(buffer, window.Length)) digest.Add(window.Offset + run.Index, Checksum(buffer, run.Index, run.Length));
        }

        return digest.ToString();
    }

    /// <summary>Adds a range. The footer is left out: it does not say what is on the disk.</summary>
    public void Add(long offset, string checksum)
    {
        lock (_lock) _ranges[offset] = checksum;
    }

    /// <summary>The digest as 32 hexadecimal digits.</summary>
    public override string ToString()
    {
        using var hash = SHA256.Create();
        lock (_lock)
        {
            foreach (KeyValuePair<long, string> range in _ranges)
            {
                byte[] line = Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, "{0} {1}\n", range.Key, range.Value));
                hash.TransformBlock(line, 0, line.Length, null, 0);
            }
        }

        hash.TransformFinalBlock([], 0, 0);
        return string.Concat(hash.Hash.Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
