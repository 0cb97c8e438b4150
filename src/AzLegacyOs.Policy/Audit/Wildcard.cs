namespace AzLegacyOs.Policy.Audit;

/// <summary>Patterns of people: * stands for any text, ? for one character, in any case.</summary>
public static class Wildcard
{
    /// <summary>Whether a text is what the pattern says, from its first character to its last.</summary>
    /// <remarks>It goes back to the last * alone, so that its time is bounded by the product of both lengths.</remarks>
    public static bool IsMatch(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || AreSame(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool AreSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
