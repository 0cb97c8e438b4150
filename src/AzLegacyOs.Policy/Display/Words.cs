using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Display;

/// <summary>The words around facts and findings that every face shows, in the language of the session.</summary>
public static class Words
{
    /// <summary>A word or sentence by its key.</summary>
    /// <param name="key">Its name in the resource file, for example "Label.Guest".</param>
    /// <param name="arguments">What stands in its places.</param>
    /// <exception cref="InvalidOperationException">There is no such key.</exception>
    public static string Of(string key, params object?[] arguments) => PolicyText.Display(key, arguments);

    /// <summary>The word of a value, for example of an answer ("Answer.Yes").</summary>
    public static string Of<T>(string group, T value)
        where T : struct, Enum
        => PolicyText.Display($"{group}.{value}");

    /// <summary>Why a finding does not count: "the port is ours (by J. Jansen, until 2027-01-01)".</summary>
    public static string Of(Acceptance acceptance)
    {
        string?[] grounds =
        [
            acceptance.By is { } person ? Of("Accepted.By", person) : null,
            acceptance.Until is { } day ? Of("Accepted.Until", PolicyText.Date(day)) : null,
        ];
        string ground = string.Join(", ", grounds.Where(part => part != null));
        return ground.Length == 0 ? acceptance.Reason : Of("Accepted.Why", acceptance.Reason, ground);
    }

    /// <summary>What the selection left out; empty where it left out nothing that counts.</summary>
    public static string Of(LeftOutFindings leftOut)
        => leftOut.Count == 0 ? "" : Of("LeftOut.Line", leftOut.Blockers, leftOut.Warnings, leftOut.Information);
}
