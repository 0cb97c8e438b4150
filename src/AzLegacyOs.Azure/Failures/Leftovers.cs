namespace AzLegacyOs.Azure.Failures;

/// <summary>Words about what a run leaves behind.</summary>
internal static class Leftovers
{
    public static string Sentence(IReadOnlyList<LeftBehind> leftBehind) =>
        "Left behind: " + string.Join("; ", leftBehind.Select(l => $"{l.Type} {l.Name}{(l.Billed ? " (billed)" : "")}, removed by: {l.RemoveCommand}")) + ".";
}
