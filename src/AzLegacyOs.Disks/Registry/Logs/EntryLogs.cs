namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>Applies logs of numbered entries (Windows 8.1 and later), entry by entry, in the order of the numbers.</summary>
internal sealed class EntryLogs
{
    private readonly SectorOverlay _overlay;
    private readonly List<uint> _applied = [];
    private readonly List<string> _notes = [];
    private uint? _next;

    public EntryLogs(SectorOverlay overlay)
    {
        _overlay = overlay;
    }

    /// <summary>The numbers of the entries applied so far.</summary>
    public IReadOnlyList<uint> Applied => _applied;

    /// <summary>What happened to each log, as sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Size in bytes that the bins have after the last entry applied.</summary>
    public uint BinsSize { get; private set; }

    /// <summary>Applies the entries of one log that follow on from where the log before it ended, for whatever reason.</summary>
    /// <param name="log">The log.</param>
    /// <param name="oldest">The first entry of all must have at least this number, or it is in the hive already.</param>
    public void Apply(HiveLog log, uint oldest)
    {
        // The first entry carries the number of the log itself; another one is a remnant.
        uint expected = log.BaseBlock!.PrimarySequence;
        if (_next is uint next && expected != next)
        {
            _notes.Add($"{log.Name} was not used: it begins with entry {expected}, where {next} should follow.");
            return;
        }

        if (_next is null && expected < oldest)
        {
            _notes.Add($"{log.Name} was not used: it begins with entry {expected}, and the hive already holds everything before {oldest}.");
            return;
        }

        string? stop = null;
        int before = _applied.Count;
        try
        {
            for (long position = BaseBlock.CopyLength; LogEntry.Read(log.Source, position) is LogEntry entry && entry.Sequence == expected; expected++)
            {
                Apply(entry, log.Source);
                position += entry.Size;
            }
        }
        catch (DiskFormatException problem)
        {
            stop = $" At offset {problem.Offset} the log is damaged and nothing after that was taken from it ({problem.Reason}).";
        }

        _next = expected;
        _notes.Add(Describe(log.Name, before) + stop);
    }

    private uint Last => _applied[_applied.Count - 1];

    private void Apply(LogEntry entry, ByteSource log)
    {
        if (!_overlay.HasRoomFor((int)(entry.Size / SectorOverlay.SectorSize)))
            throw new DiskFormatException(log.Name, entry.Position, "the logs hold more changes than are taken from them");
        foreach (DirtyPage page in entry.Pages) _overlay.Put(page.BinsOffset, page.Length, log, page.Position);
        _applied.Add(entry.Sequence);
        BinsSize = entry.BinsSize;
    }

    private string Describe(string log, int before) => (_applied.Count - before) switch
    {
        0 => $"{log} holds no entry that could be applied.",
        1 => $"Entry {Last} of {log} was applied.",
        _ => $"Entries {_applied[before]} to {Last} of {log} were applied.",
    };
}
