using System.IO.Compression;

namespace AzLegacyOs.Disks.Images;

/// <summary>Unpacks deflate data of a known unpacked length.</summary>
internal static class InflatedBytes
{
    /// <summary>Unpacks exactly <paramref name="length"/> bytes, however many more there may be.</summary>
    /// <param name="packed">Holds raw deflate data; bytes after its end do not matter.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where what may belong to it ends.</param>
    /// <param name="unpacked">Takes the bytes.</param>
    /// <param name="length">The unpacked length that is wanted.</param>
    /// <returns>Whether the data is sound and long enough.</returns>
    public static bool TryInflate(byte[] packed, int start, int end, byte[] unpacked, int length)
    {
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed, start, end - start), CompressionMode.Decompress);
            for (int done = 0; done < length;)
            {
                int read = stream.Read(unpacked, done, length - done);
                if (read == 0) return false;
                done += read;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return true;
    }
}
