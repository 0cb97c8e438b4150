using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests;

/// <summary>Collects what could not be read during one inspection: each problem once, and no more than a person can use.</summary>
internal sealed class ProblemLog
{
    private const int Limit = 200;

    private readonly HashSet<ReadProblem> _seen = [];
    private readonly List<ReadProblem> _problems = [];
    private int _left;

    /// <summary>The problems in the order they were met.</summary>
    public IReadOnlyList<ReadProblem> Problems =>
        _left == 0 ? [.. _problems] : [.. _problems, new ReadProblem("the whole image", $"{_left} further problems are not listed")];

    /// <summary>Adds a problem unless the same one is there.</summary>
    public void Add(string where, string reason)
    {
        var problem = new ReadProblem(where, reason);
        if (_seen.Contains(problem)) return;
        if (_problems.Count >= Limit)
        {
            _left++;
            return;
        }

        _seen.Add(problem);
        _problems.Add(problem);
    }

    /// <summary>Adds what an exception says. A damage is told with its offset, which its message has.</summary>
    public void Add(string where, IOException exception) => Add(where, exception.Message);
}
