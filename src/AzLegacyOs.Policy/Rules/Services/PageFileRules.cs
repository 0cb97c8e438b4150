namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>ALO6011: where the page file lies.</summary>
internal static class PageFileRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6011", Severity.Warning, RuleScope.Settings, "U1 SZ6", OnAnotherDrive) { Repairable = true },
    ];

    /// <summary>A page file on "?:" lies where Windows chooses, which is fine everywhere.</summary>
    private static IEnumerable<Sighting> OnAnotherDrive(RuleContext context)
    {
        if (context.Settings.Storage?.PagingFiles is not { IsRead: true } files)
            yield break;
        foreach (string file in files.Value!)
        {
            if (file.Length > 1 && file[1] == ':' && file[0] is not ('C' or 'c' or '?'))
                yield return Sighting.At(files.Where, "ALO6011.Seen", file);
        }
    }
}
