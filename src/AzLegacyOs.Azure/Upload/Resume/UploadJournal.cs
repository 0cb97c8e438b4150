using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>Which ranges of an upload the service took, with their checksums, in a file that outlives the process.</summary>
/// <remarks>
/// One line of JSON about the upload, then one line for each range. A line is written when the service has answered, so that a process that is
/// killed loses nothing but the ranges that were on the way. What a power failure tears or fills with zeros is no line and ends the reading.
/// A later run reads the image again and leaves out a range only where its checksum is the one in here: whatever changed is noticed.
/// </remarks>
internal sealed class UploadJournal : IDisposable
{
    private readonly object _lock = new();
    private readonly string _path;
    private readonly Stream _file;
    private readonly Dictionary<long, DigestedRange> _earlier;
    private bool _isBroken;

    internal UploadJournal(string path, Stream file, Dictionary<long, DigestedRange> earlier)
    {
        _path = path;
        _file = file;
        _earlier = earlier;
    }

    /// <summary>Told once why nothing more can be noted.</summary>
    internal Action<string> Tell { get; set; } = _ => { };

    /// <summary>Ranges of earlier runs, by offset.</summary>
    public IReadOnlyDictionary<long, DigestedRange> Earlier => _earlier;

    /// <summary>What an earlier run left; null where there is nothing, or nothing that can be read.</summary>
    public static (JournalHeader Header, long Bytes)? Peek(string? folder, string target)
    {
        if (folder is null) return null;
        try
        {
            using FileStream file = new(StateFolder.JournalOf(folder, target), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            (JournalHeader? header, Dictionary<long, DigestedRange> ranges, _) = Read(file);
            return header is null || header.Target != target ? null : (header, ranges.Values.Sum(range => (long)range.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Opens the journal for writing.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="header">What the upload is about.</param>
    /// <param name="goOn">Whether to keep what an earlier run of the same upload left; anything else is replaced.</param>
    /// <exception cref="AzureOperationException">Another process writes it.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static UploadJournal Open(string folder, JournalHeader header, bool goOn)
    {
        string path = StateFolder.JournalOf(folder, header.Target);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new AzureOperationException(AzureText.Of("Doing.UploadToTarget", header.Target), new AzureFailure
            {
                ErrorId = "UploadUnderWay",
                Category = AzureFailureCategory.InvalidOperation,
                Message = exception.Message,
                Hint = AzureText.Of("Hint.UploadUnderWay"),
            });
        }

        try
        {
            (JournalHeader? found, Dictionary<long, DigestedRange> ranges, long end) = Read(file);
            if (!goOn || found is null || found with { Source = header.Source } != header)
            {
                ranges.Clear();
                end = 0;
            }

            file.SetLength(end);
            file.Position = end;
            var journal = new UploadJournal(path, file, ranges);
            if (end == 0) journal.Write(header.ToLine());
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal; null where nothing is to be noted or, with a warning, where nothing can be.</summary>
    /// <exception cref="AzureOperationException">Another process writes it.</exception>
    public static UploadJournal? TryOpen(string? folder, JournalHeader header, bool goOn, ICollection<string> warnings)
    {
        try
        {
            if (folder is null) return null;
            UploadJournal journal = Open(folder, header, goOn);
            journal.Tell = Warn;
            return journal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Warn(exception.Message);
            return null;
        }

        void Warn(string why) => warnings.Add(AzureText.Of("Resume.NotNoted", why.TrimEnd('.'), StateFolder.Variable));
    }

    /// <summary>Notes a range that the service took. A full disk does not end the upload: from then on nothing is noted, for a line may be torn.</summary>
    public void Add(DigestedRange range)
    {
        lock (_lock)
        {
            if (_isBroken) return;
            try
            {
                Write(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", range.Offset, range.Length, range.ChecksumText));
            }
            catch (IOException exception)
            {
                _isBroken = true;
                Tell(exception.Message);
            }
        }
    }

    /// <summary>Removes the journal: the upload is whole.</summary>
    public void Remove()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _file.Dispose();

    private void Write(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        _file.Write(bytes, 0, bytes.Length);
        _file.Flush();
    }

    private static (JournalHeader? Header, Dictionary<long, DigestedRange> Ranges, long End) Read(Stream file)
    {
        var ranges = new Dictionary<long, DigestedRange>();
        JournalHeader? header = null;
        long end = 0;
        foreach (string line in Lines(file))
        {
            if (header is null)
            {
                if ((header = JournalHeader.Parse(line)) is null) break;
            }
            else
            {
                if (Parse(line) is not { } range) break;
                ranges[range.Offset] = range;
            }

            end += Encoding.UTF8.GetByteCount(line) + 1;
        }

        return (header, ranges, end);
    }

    private static DigestedRange? Parse(string line)
    {
        string[] parts = line.Split(' ');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int length)) return null;
        try
        {
            byte[] checksum = Convert.FromBase64String(parts[2]);
            return checksum.Length == sizeof(ulong) ? new DigestedRange(offset, length, BinaryPrimitives.ReadUInt64LittleEndian(checksum)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whole lines alone: the last one, if it has no end, was torn.</summary>
    private static IEnumerable<string> Lines(Stream file)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, new UTF8Encoding(false), false, 64 * 1024, leaveOpen: true);
        var line = new StringBuilder();
        char[] buffer = new char[64 * 1024];
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            for (int start = 0; start < count;)
            {
                int feed = Array.IndexOf(buffer, '\n', start, count - start);
                line.Append(buffer, start, (feed < 0 ? count : feed) - start);
                if (feed < 0) break;
                yield return line.ToString();
                line.Clear();
                start = feed + 1;
            }
        }
    }
}
