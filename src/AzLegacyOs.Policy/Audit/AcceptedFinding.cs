namespace AzLegacyOs.Policy.Audit;

/// <summary>A decision of the owner of a fleet: a finding that they know of and live with.</summary>
public sealed record AcceptedFinding
{
    /// <summary>Id of the rule, whole.</summary>
    public required string Rule { get; init; }

    /// <summary>Why it is accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>Who decided; null where it is not said.</summary>
    public string? By { get; init; }

    /// <summary>The last day that the decision holds; null for no end.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Wildcard for the name of the image file, or for its path where it has a slash; null for every image.</summary>
    public string? Image { get; init; }

    /// <summary>Wildcard for the place of the evidence (<see cref="Finding.Where"/>); null for any.</summary>
    public string? Where { get; init; }

    /// <summary>Wildcard for what was seen (<see cref="Finding.Seen"/>); null for anything.</summary>
    public string? Seen { get; init; }

    /// <summary>Whether the decision holds on a day.</summary>
    public bool HoldsOn(DateTime day) => Until is not { } last || day.Date <= last.Date;

    /// <summary>Whether the decision is about this finding.</summary>
    /// <param name="imagePath">Path or address of the image.</param>
    /// <param name="finding">The finding.</param>
    public bool IsAbout(string imagePath, Finding finding)
        => string.Equals(Rule, finding.RuleId, StringComparison.OrdinalIgnoreCase)
            && (Image == null || IsImage(imagePath))
            && (Where == null || Wildcard.IsMatch(Where, finding.Where))
            && (Seen == null || Wildcard.IsMatch(Seen, finding.Seen));

    /// <summary>The decision as it is shown with the finding.</summary>
    internal Acceptance ToAcceptance() => new(Reason, By, Until);

    // A settings file is shared between systems that write paths in different ways.
    private bool IsImage(string imagePath)
    {
        string path = imagePath.Replace('\\', '/'), pattern = Image!.Replace('\\', '/');
        return pattern.IndexOf('/') < 0
            ? Wildcard.IsMatch(pattern, path.Substring(path.LastIndexOf('/') + 1))
            : Wildcard.IsMatch(pattern, path) || Wildcard.IsMatch("*/" + pattern, path);
    }
}

/// <summary>Why a finding does not count.</summary>
/// <param name="Reason">In the words of the one who decided.</param>
/// <param name="By">Who decided; null where it is not said.</param>
/// <param name="Until">The last day that the decision holds; null for no end.</param>
public sealed record Acceptance(string Reason, string? By, DateTime? Until);
