using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Hives;

/// <summary>A hive of the guest, opened with its logs, or the reason why it could not be.</summary>
internal sealed class OpenHive : IDisposable
{
    private static readonly string[] LogEndings = [".LOG", ".LOG1", ".LOG2"];

    private readonly RegistryHive? _hive;
    private readonly ProblemLog _problems;
    private readonly string _where;
    private readonly HiveState _failure;
    private readonly string? _reason;

    private OpenHive(string name, string where, RegistryHive? hive, HiveState failure, string? reason, ProblemLog problems)
    {
        Name = name;
        _where = where;
        _hive = hive;
        _failure = failure;
        _reason = reason;
        _problems = problems;
        Root = hive is not null ? KeyView.Root(name, hive.Root, problems) : KeyView.Unreadable(name, reason!, problems);
    }

    /// <summary>What the hive is called in paths: SYSTEM, SOFTWARE, BCD.</summary>
    public string Name { get; }

    /// <summary>Whether anything of it can be read.</summary>
    public bool IsOpen => _hive is not null;

    /// <summary>The root key; a place that answers "unreadable" where the hive is not open.</summary>
    public KeyView Root { get; }

    /// <summary>Opens a hive. It is missing, unreadable or open; nothing is thrown.</summary>
    public static OpenHive Open(string name, DiskVolume volume, string path, ProblemLog problems)
    {
        string where = volume.Where(path);
        try
        {
            if (volume.FindFile(path) is not { } file) return Failed(HiveState.Missing, $"there is no {where}");
            return new OpenHive(name, where, RegistryHive.Open(file.Open(), OpenLogs(volume, path, problems)), default, null, problems);
        }
        catch (IOException exception)
        {
            problems.Add(where, exception);
            return Failed(HiveState.Unreadable, exception.Message);
        }

        OpenHive Failed(HiveState state, string reason) => new(name, where, null, state, reason, problems);
    }

    /// <summary>What there is to say about the hive; asked for last, it includes the damage that was met while reading.</summary>
    public HiveFacts Describe()
    {
        if (_hive is null) return new HiveFacts(Name, _where, _failure, _reason);
        IReadOnlyList<DiskFormatException> damage = _hive.Problems;
        foreach (DiskFormatException problem in damage) _problems.Add(_where, problem);
        if (damage.Count > 0)
            return new HiveFacts(Name, _where, HiveState.Damaged, Join(_hive.StateNote, $"{damage.Count} damaged structures, the first: {damage[0].Reason}"));

        return new HiveFacts(Name, _where, ToState(_hive.State), _hive.StateNote);
    }

    /// <inheritdoc/>
    public void Dispose() => _hive?.Dispose();

    private static HiveState ToState(RegistryHiveState state) => state switch
    {
        RegistryHiveState.Clean => HiveState.Clean,
        RegistryHiveState.Replayed => HiveState.Replayed,
        RegistryHiveState.Dirty => HiveState.Dirty,
        _ => HiveState.Damaged,
    };

    private static List<ByteSource> OpenLogs(DiskVolume volume, string path, ProblemLog problems)
    {
        var logs = new List<ByteSource>();
        foreach (string ending in LogEndings)
        {
            try
            {
                if (volume.FindFile(path + ending) is { Length: > 0 } log) logs.Add(log.Open());
            }
            catch (IOException exception)
            {
                problems.Add(volume.Where(path + ending), exception);
            }
        }

        return logs;
    }

    private static string Join(string? first, string second) => first is null ? second : first + "; " + second;
}
