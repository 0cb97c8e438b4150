using System.Runtime.InteropServices;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>Bytes of any length of which only those that were written take room: chunks in one file that goes away by itself.</summary>
/// <remarks>Where the system allows it the file has no name from the start; elsewhere it is deleted by the system when it is closed.</remarks>
internal sealed class ChunkStore : IDisposable
{
    private const int ChunkLength = 64 * 1024;

    private readonly object _lock = new();
    private readonly FileStream _file;

    // Number of the chunk -> offset in the file.
    private readonly SortedDictionary<long, long> _chunks = [];

    /// <summary>Makes an empty one.</summary>
    /// <param name="folder">Where the file is; null for the folder of temporary files.</param>
    public ChunkStore(string? folder = null)
    {
        string path = Path.Combine(folder ?? Path.GetTempPath(), Path.GetRandomFileName());
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, ChunkLength, FileOptions.DeleteOnClose);
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) File.Delete(path);
    }

    /// <summary>Starts of the chunks that were written, ascending, with their length.</summary>
    public IReadOnlyList<(long Offset, int Length)> Written()
    {
        lock (_lock) return [.. _chunks.Keys.Select(number => (number * ChunkLength, ChunkLength))];
    }

    public void Write(long offset, byte[] bytes)
    {
        lock (_lock)
        {
            ForEachPart(offset, bytes.Length, (chunk, inChunk, index, count) =>
            {
                _file.Position = Place(chunk) + inChunk;
                _file.Write(bytes, index, count);
            });
        }
    }

    public void Read(long offset, byte[] buffer, int index, int count)
    {
        lock (_lock)
        {
            ForEachPart(offset, count, (chunk, inChunk, part, length) =>
            {
                if (!_chunks.TryGetValue(chunk, out long place))
                {
                    Array.Clear(buffer, index + part, length);
                    return;
                }

                _file.Position = place + inChunk;
                for (int done = 0; done < length;)
                {
                    int read = _file.Read(buffer, index + part + done, length - done);
                    if (read == 0) throw new EndOfStreamException();
                    done += read;
                }
            });
        }
    }

    public void Dispose()
    {
        lock (_lock) _file.Dispose();
    }

    private long Place(long chunk)
    {
        if (_chunks.TryGetValue(chunk, out long place)) return place;
        place = _file.Length;
        _file.SetLength(place + ChunkLength);
        _chunks[chunk] = place;
        return place;
    }

    private static void ForEachPart(long offset, int count, Action<long, int, int, int> part)
    {
        for (int done = 0; done < count;)
        {
            int inChunk = (int)((offset + done) % ChunkLength);
            int length = Math.Min(ChunkLength - inChunk, count - done);
            part((offset + done) / ChunkLength, inChunk, done, length);
            done += length;
        }
    }
}
