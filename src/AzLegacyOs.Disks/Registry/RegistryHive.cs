using AzLegacyOs.Disks.Registry.Logs;

namespace AzLegacyOs.Disks.Registry;

/// <summary>A registry hive, Windows NT 4 to 11, read-only. Changes that only its logs hold are seen as if they had been written back.</summary>
/// <remarks>
/// Pages are read when needed and a few MiB of them are kept, whatever the size of the hive. Reads may come from several threads.
/// Format: the community's description at https://github.com/msuhanov/regf.
/// </remarks>
public sealed class RegistryHive : IDisposable
{
    private const int MaxProblems = 1000;
    private const int MaxAdopted = 64;

    /// <summary>Bytes of keys and values that are kept for further look-ups: a few times what the services of a real machine take.</summary>
    private const long MaxKept = 8 << 20;

    /// <summary>Bytes of one that is kept, without its name.</summary>
    private const int KeptSize = 160;

    private readonly IReadOnlyList<ByteSource> _sources;
    private readonly List<DiskFormatException> _problems = [];
    private readonly HashSet<(long Offset, string Reason)> _known = [];
    private readonly HashSet<(uint Parent, uint Key)> _adopted = [];

    private long _kept;

    private RegistryHive(IReadOnlyList<ByteSource> sources, RecoveredHive recovered)
    {
        Recorder = Record;
        _sources = sources;
        State = recovered.State;
        StateNote = recovered.Note;
        AppliedEntries = recovered.AppliedEntries;
        Bins = recovered.Bins;
        Bins.OnDamage = Record;
        Cells = new HiveCells(Bins);
        Root = new RegistryKey(this, RootKey.Read(Cells, recovered.BaseBlock, Record));
    }

    /// <summary>The root key.</summary>
    public RegistryKey Root { get; }

    /// <summary>How far the content can be trusted.</summary>
    public RegistryHiveState State { get; }

    /// <summary>In words, why the state is what it is: which log entries were applied, or why none. Null for a clean hive.</summary>
    public string? StateNote { get; }

    /// <summary>The damage met so far while reading, each once; at most 1,000 are kept.</summary>
    public IReadOnlyList<DiskFormatException> Problems
    {
        get
        {
            lock (_problems) return _problems.ToArray();
        }
    }

    /// <summary>The sequence numbers of the log entries applied, in order.</summary>
    internal IReadOnlyList<uint> AppliedEntries { get; }

    /// <summary><see cref="Record"/>, made once: thousands of lists are given it.</summary>
    internal Action<DiskFormatException> Recorder { get; }

    internal HiveBins Bins { get; }

    internal HiveCells Cells { get; }

    /// <summary>Opens a hive.</summary>
    /// <param name="hive">The hive. It and the logs are owned from here on, and closed also where this throws.</param>
    /// <param name="logs">Its logs (.LOG, .LOG1, .LOG2) as far as there are any, in any order.</param>
    /// <exception cref="DiskFormatException">It is no hive, or one of Windows 9x or NT 3.x, or so damaged that its root key cannot be read.</exception>
    /// <exception cref="IOException">The medium could not be read.</exception>
    public static RegistryHive Open(ByteSource hive, IReadOnlyList<ByteSource> logs)
    {
        ByteSource[] sources = [hive, .. logs];
        try
        {
            return new RegistryHive(sources, HiveRecovery.Run(hive, logs));
        }
        catch
        {
            foreach (ByteSource source in sources) source.Dispose();
            throw;
        }
    }

    /// <summary>Closes the hive and its logs.</summary>
    public void Dispose()
    {
        Bins.Dispose();
        foreach (ByteSource source in _sources) source.Dispose();
    }

    /// <exception cref="ObjectDisposedException">The hive was closed.</exception>
    internal void EnsureOpen() => Bins.EnsureOpen();

    /// <summary>Remembers damage.</summary>
    internal void Record(DiskFormatException problem)
    {
        lock (_problems)
        {
            if (_problems.Count < MaxProblems && _known.Add((problem.Offset, problem.Reason))) _problems.Add(problem);
        }
    }

    /// <summary>Whether one more key or value may be kept; forged keys could share a million values with long names.</summary>
    /// <param name="nameLength">Length of its name in characters.</param>
    internal bool TryKeep(int nameLength) => Interlocked.Add(ref _kept, KeptSize + (nameLength * sizeof(char))) <= MaxKept;

    /// <summary>Whether a key may be listed below one that it does not name as its parent.</summary>
    internal bool TryAdopt(uint parent, uint key)
    {
        lock (_adopted) return _adopted.Contains((parent, key)) || (_adopted.Count < MaxAdopted && _adopted.Add((parent, key)));
    }
}
