namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>Decides whether a hive needs its logs, which of them apply and in what order, as Windows does when it loads a hive.</summary>
internal sealed class HiveRecovery
{
    private readonly ByteSource _hive;
    private readonly IReadOnlyList<HiveLog> _logs;
    private readonly SectorOverlay _overlay = new();
    private readonly List<string> _notes = [];
    private BaseBlock _baseBlock;
    private uint _binsSize;
    private RegistryHiveState _state;
    private IReadOnlyList<uint> _applied = [];

    private HiveRecovery(ByteSource hive, BaseBlock baseBlock, IReadOnlyList<ByteSource> logs)
    {
        _hive = hive;
        _baseBlock = baseBlock;
        _binsSize = baseBlock.BinsSize;
        _logs = NeedsLogs ? logs.Select(HiveLog.Read).OrderBy(log => log.Name, StringComparer.OrdinalIgnoreCase).ToList() : [];
    }

    private bool NeedsLogs => !_baseBlock.IsValid || _baseBlock.PrimarySequence != _baseBlock.SecondarySequence;

    /// <exception cref="DiskFormatException">The file is not a hive that can be read.</exception>
    public static RecoveredHive Run(ByteSource hive, IReadOnlyList<ByteSource> logs)
    {
        var recovery = new HiveRecovery(hive, HiveHeader.Read(hive), logs);
        recovery.Recover();
        return recovery.Finish();
    }

    private void Recover()
    {
        if (!NeedsLogs) return;

        if (_baseBlock.IsValid) RecoverDirty();
        else RecoverBaseBlock();
        foreach (HiveLog log in _logs.Where(log => log.Flaw is not null)) _notes.Add($"{log.Name} {log.Flaw}.");
    }

    private void RecoverDirty()
    {
        _notes.Add($"The hive was not written back completely (sequence numbers {_baseBlock.PrimarySequence} and {_baseBlock.SecondarySequence}).");
        uint oldest = _baseBlock.SecondarySequence;

        // By number and not by name: Windows changes from one log to the other again and again.
        ApplyEntries(_logs.Where(log => log.HasEntries).OrderBy(log => log.BaseBlock!.PrimarySequence), oldest);
        if (_applied.Count == 0) ApplySectors(_baseBlock.LastWritten);

        _state = _overlay.Count > 0 || _applied.Count > 0 ? RegistryHiveState.Replayed : RegistryHiveState.Dirty;
        if (_logs.Count == 0) _notes.Add("There is no log.");
        if (_state == RegistryHiveState.Dirty) _notes.Add("Nothing was applied: recent changes may be missing.");
        if (_baseBlock.HasPendingTransactions) _notes.Add("Transactions were open; what only their own files (.blf, .regtrans-ms) hold is not seen.");
    }

    private void RecoverBaseBlock()
    {
        _notes.Add(_baseBlock.HasSignature ? "The checksum of the base block is wrong." : "The base block is destroyed.");
        HiveLog? newest = _logs.Where(log => log.HasEntries).OrderByDescending(log => log.BaseBlock!.PrimarySequence).FirstOrDefault();
        if (newest is not null)
        {
            TakeBaseBlock(newest);
            ApplyEntries([newest], 0);
            if (_applied.Count == 0) _state = RegistryHiveState.Damaged;
            return;
        }

        ApplySectors(_baseBlock.LastWritten, BinChain.ReadTimestamp(_hive));
        if (_state == RegistryHiveState.Replayed) return;
        if (!_baseBlock.HasSignature) throw new DiskFormatException(_hive.Name, 0, "this is not a registry hive: it does not begin with 'regf'");
        _state = RegistryHiveState.Damaged;
        _notes.Add("No log can replace it; its content is used as it is.");
        _binsSize = Math.Max(LimitToFile(_binsSize), BinChain.Measure(_hive));
    }

    private void ApplyEntries(IEnumerable<HiveLog> logs, uint oldest)
    {
        var entries = new EntryLogs(_overlay);
        foreach (HiveLog log in logs) entries.Apply(log, oldest);
        _notes.AddRange(entries.Notes);
        if (entries.Applied.Count == 0) return;
        _applied = entries.Applied;
        _binsSize = entries.BinsSize;
    }

    /// <summary>
    /// Takes the newest log of dirty sectors that belongs to this state of the hive, which the date in both tells. Where there
    /// are two, the one with the higher number holds all of the other and more.
    /// </summary>
    private void ApplySectors(params long[] lastWritten)
    {
        foreach (HiveLog log in _logs.Where(log => log.HasSectors).OrderByDescending(log => log.BaseBlock!.PrimarySequence))
        {
            if (log.BaseBlock!.LastWritten == 0 || !lastWritten.Contains(log.BaseBlock.LastWritten))
            {
                _notes.Add($"{log.Name} was not used: it belongs to another state of the hive (the dates differ).");
                continue;
            }

            try
            {
                int sectors = SectorLog.Apply(log, _overlay);
                TakeBaseBlock(log);
                _notes.Add($"{log.Name} was applied: {sectors} sectors of 512 bytes.");
                return;
            }
            catch (DiskFormatException problem)
            {
                _notes.Add($"{log.Name} was not used: {problem.Reason} (offset {problem.Offset}).");
            }
        }
    }

    private void TakeBaseBlock(HiveLog log)
    {
        if (!_baseBlock.IsValid) _notes.Add($"It was replaced by its copy in {log.Name}.");
        _baseBlock = log.BaseBlock!;
        _binsSize = _baseBlock.BinsSize;
        _state = RegistryHiveState.Replayed;
    }

    /// <summary>What a damaged base block says of the size cannot be trusted beyond what the file holds.</summary>
    private uint LimitToFile(uint binsSize)
    {
        uint inFile = (uint)Math.Min((_hive.Length - BaseBlock.Length) / 4096 * 4096, int.MaxValue / 4096 * 4096);
        return BaseBlock.IsPossibleBinsSize(binsSize) ? Math.Min(binsSize, inFile) : inFile;
    }

    private RecoveredHive Finish()
    {
        if (!BaseBlock.IsPossibleBinsSize(_binsSize))
            throw new DiskFormatException(_hive.Name, 40, $"the hive states a size of its bins ({_binsSize}) that is not possible");

        long missing = CountMissingBytes();
        if (missing > 0)
        {
            _state = RegistryHiveState.Damaged;
            _notes.Add($"The file is truncated: the last {missing} of {_binsSize} bytes of the bins are missing.");
        }

        var bins = new HiveBins(_hive, _overlay, _binsSize);
        return new RecoveredHive(_baseBlock, bins, _state, _notes.Count == 0 ? null : string.Join(" ", _notes), _applied);
    }

    private long CountMissingBytes()
    {
        long missing = 0;
        long inFile = Math.Max(0, _hive.Length - BaseBlock.Length) / SectorOverlay.SectorSize;
        for (long sector = inFile; sector < _binsSize / SectorOverlay.SectorSize; sector++)
        {
            if (!_overlay.Contains((int)sector)) missing += SectorOverlay.SectorSize;
        }

        return missing;
    }
}
