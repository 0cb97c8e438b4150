using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Asks one volume whether files exist, and remembers the answers: many services name the same file.</summary>
internal sealed class FileProbe(DiskVolume volume, ProblemLog problems)
{
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

    /// <summary>Finds a file or directory; null also where that could not be found out, which is then told to the problem log.</summary>
    public FileEntry? Find(string path)
    {
        try
        {
            return volume.Find(path);
        }
        catch (IOException exception)
        {
            problems.Add(volume.Where(path), exception);
            return null;
        }
    }

    private Observed<bool> Ask(string path)
    {
        string where = volume.Where(path);
        try
        {
            return Observed.Read(volume.FindFile(path) is not null, where);
        }
        catch (IOException exception)
        {
            problems.Add(where, exception);
            return Observed.Unreadable<bool>(where, exception.Message);
        }
    }
}
