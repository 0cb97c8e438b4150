namespace AzLegacyOs.Disks.Images;

/// <summary>A file, opened for reading only.</summary>
public sealed class FileByteSource : ByteSource
{
    private readonly FileStream _stream;
    private readonly object _gate = new();

    // What the system told last. Readers go to and fro between the tables of an image and its data, which are far apart.
    private readonly Answer[] _answers = new Answer[8];
    private int _nextAnswer;

    /// <summary>Opens the file. Other programs may go on reading it; where one already writes to it, it is opened all the same
    /// and <see cref="IsBeingWritten"/> says so.</summary>
    /// <exception cref="DiskFormatException">The path names a directory or something without random access.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public FileByteSource(string path)
    {
        Name = path;
        if (Directory.Exists(path)) throw new DiskFormatException(path, 0, "this is a directory, not a file");
        try
        {
            _stream = Open(path, FileShare.Read);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            _stream = Open(path, FileShare.ReadWrite);
            IsBeingWritten = true;
        }

        if (!_stream.CanSeek)
        {
            _stream.Dispose();
            throw new DiskFormatException(path, 0, "this is a pipe or a device without random access, not a file");
        }

        Length = _stream.Length;
    }

    /// <summary>The path as it was given.</summary>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Whether another program has the file open for writing, so that its content may change under the reader.</summary>
    public bool IsBeingWritten { get; }

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        lock (_gate)
        {
            _stream.Position = offset;
            while (count > 0)
            {
                int read = _stream.Read(buffer, index, count);
                if (read == 0) throw new DiskFormatException(Name, _stream.Position, $"the file became shorter than {Length} bytes while it was read");
                index += read;
                count -= read;
            }
        }
    }

    /// <summary>The parts of the file that take space on its volume; all of it where the system does not tell.</summary>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        long end = offset + length;
        while (offset < end)
        {
            ByteExtent data = FindData(offset, end);
            if (data.Length == 0) yield break;
            yield return data;
            offset = data.End;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
    }

    // The system looks for the end of the data each time it is asked, which takes long in a large file: it is asked once for each part.
    private ByteExtent FindData(long offset, long end)
    {
        lock (_gate)
        {
            int known = Array.FindIndex(_answers, answer => offset >= answer.From && offset < answer.Data.End);
            if (known < 0)
            {
                known = _nextAnswer;
                _nextAnswer = (known + 1) % _answers.Length;
                _answers[known] = new Answer(offset, FileHoles.FindData(_stream.SafeFileHandle, offset, Length));
            }

            ByteExtent data = _answers[known].Data;
            long start = Math.Max(offset, data.Offset);
            return new ByteExtent(start, Math.Max(0, Math.Min(end, data.End) - start));
        }
    }

    // A buffer of one byte switches the stream's own buffering off: readers here ask for whole structures and blocks.
    private static FileStream Open(string path, FileShare share) => new(path, FileMode.Open, FileAccess.Read, share, 1, FileOptions.RandomAccess);

    /// <summary>The next data at or after an offset.</summary>
    private readonly record struct Answer(long From, ByteExtent Data);
}
