using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Disk;

/// <summary>Asks one volume whether files exist, and remembers the answers: hundreds of services name the same few files.</summary>
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

    private Observed<bool> Ask(string path)
    {
        string where = volume.Where(path);
        return Observation.Try(where, problems, () => Observed.Read(volume.FindFile(path) is not null, where));
    }
}
