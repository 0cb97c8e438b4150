using System.IO.Compression;

namespace AzLegacyOs.Disks.Images;

/// <summary>Unpacks deflate data of a known unpacked length.</summary>
internal static class InflatedBytes
{
    /// <summary>Unpacks exactly <paramref name="length"/> bytes, however many more there may be.</summary>
    /// <param name="packed">Raw deflate data; bytes after its end do not matter.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">The unpacked length that is wanted.</param>
    /// <returns>The bytes, or null where the data is damaged or too short.</returns>
    public static byte[]? TryInflate(byte[] packed, int start, int length)
    {
        byte[] unpacked = new byte[length];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed, start, packed.Length - start), CompressionMode.Decompress);
            for (int done = 0; done < length;)
            {
                int read = stream.Read(unpacked, done, length - done);
                if (read == 0) return null;
                done += read;
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return unpacked;
    }
}
