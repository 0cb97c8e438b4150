using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Disk;

/// <summary>Asks one volume whether files exist, and remembers the answers and the directories: hundreds of services name files in two of them.</summary>
internal sealed class FileProbe(DiskVolume volume, ProblemLog problems)
{
    private readonly Dictionary<string, FileEntry?> _directories = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Observed<bool>> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file (not a directory) exists.</summary>
    public Observed<bool> Exists(string path)
    {
        if (!_answers.TryGetValue(path, out Observed<bool>? answer))
        {
            answer = Ask(path);
            _answers.Add(path, answer);
        }

        return answer;
    }

    private Observed<bool> Ask(string path)
    {
        string where = volume.Where(path);
        try
        {
            return Observed.Read(FindFile(path) is not null, where);
        }
        catch (IOException exception)
        {
            problems.Add(where, exception);
            return Observed.Unreadable<bool>(where, exception.Message);
        }
    }

    private FileEntry? FindFile(string path)
    {
        if (volume.FileSystem is not { } fileSystem) return null;
        int slash = path.LastIndexOf('\\');
        string parent = slash < 0 ? "" : path.Substring(0, slash);
        if (!_directories.TryGetValue(parent, out FileEntry? directory))
        {
            directory = fileSystem.Find(parent);
            _directories.Add(parent, directory);
        }

        return directory is { IsDirectory: true } && fileSystem.Find(directory, path.Substring(slash + 1)) is { IsDirectory: false } file ? file : null;
    }
}
