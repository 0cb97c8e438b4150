using System.IO.Compression;

namespace AzLegacyOs.Testing;

/// <summary>Unpacks gzip files.</summary>
internal static class GzipFile
{
    private const int ChunkSize = 1 << 16;

    internal static byte[] ReadAllBytes(string path)
    {
        using var source = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }

    /// <summary>Writes the content to <paramref name="target"/>; zeros become holes where the file system can hold them.</summary>
    internal static void Unpack(string path, string target)
    {
        using var source = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var chunk = new byte[ChunkSize];
        for (int read; (read = source.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false)) > 0;)
        {
            if (chunk.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                file.Write(chunk, 0, read);
            }
            else
            {
                file.Seek(read, SeekOrigin.Current);
            }
        }

        file.SetLength(file.Position);
    }
}
