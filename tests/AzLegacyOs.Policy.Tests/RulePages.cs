using System.Globalization;
using System.Text;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Writes the pages of docs/rules from the catalogue, in English.</summary>
internal static class RulePages
{
    private static readonly (char Digit, string Title)[] Groups =
    [
        ('1', "The image file"), ('2', "Partitions, volumes and boot"), ('3', "Identity and state of the guest"), ('4', "Drivers and integration services"),
        ('5', "Network, Remote Desktop and firewall"), ('6', "Services and settings"), ('7', "VM size and memory"), ('8', "VM agent"),
    ];

    /// <summary>Every page by file name.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        try
        {
            var pages = RuleCatalogue.All.ToDictionary(rule => rule.Id + ".md", Page);
            pages["README.md"] = Index();
            return pages;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Page(Rule rule)
    {
        var page = new StringBuilder();
        page.Append($"# {rule.Id}: {rule.Title}\n\n");
        page.Append("| | |\n| --- | --- |\n");
        page.Append($"| Severity | {rule.Severity}{Variations(rule)} |\n");
        page.Append($"| Applies to | {rule.AppliesTo} |\n");
        page.Append($"| Profiles | {string.Join(", ", rule.Profiles)} |\n");
        page.Append($"| Can be repaired offline | {(rule.Repairable ? "Yes" : "No")} |\n\n");
        page.Append($"## Expected\n\n{rule.Expected}\n\n## What to do\n\n{rule.Remedy}\n\n## Sources\n\n");
        foreach (Source source in rule.Sources)
            page.Append($"- {(source.Url == null ? source.Title : $"[{source.Title}]({source.Url})")}{(source.Date == null ? "" : $", {source.Date}")}\n");
        return page.ToString();
    }

    /// <summary>The other severities that its defects show.</summary>
    private static string Variations(Rule rule)
    {
        IReadOnlyList<Defect> others = [.. Defects.All.Where(defect => defect.Rule == rule.Id && defect.Severity != rule.Severity)];
        return string.Concat(others.Select(defect => $"; {defect.Severity}: {(defect.AsIs ? "when judged as-is (`-AsIs`, `--as-is`)" : defect.Name)}").Distinct());
    }

    private static string Index()
    {
        var index = new StringBuilder("# Rules\n\nOne page per rule, generated from the catalogue in `src/AzLegacyOs.Policy/Rules`:\n`AZLEGACYOS_WRITE_DOCS=1 dotnet test tests/AzLegacyOs.Policy.Tests` writes them again.\n");
        index.Append("\n## Profiles\n\n`-Profile` of [Test-AzLegacyVhd](../cmdlets/Test-AzLegacyVhd.md) and `--profile` of `azlegacyos test` list the findings of one question.\n\n| Profile | Question | Rules |\n| --- | --- | --- |\n");
        foreach (RuleProfile profile in Enum.GetValues<RuleProfile>())
            index.Append($"| {profile} | {Words.Of("Profile", profile)} | {RuleCatalogue.All.Count(rule => rule.Profiles.Contains(profile))} |\n");
        foreach ((char digit, string title) in Groups)
        {
            index.Append($"\n## {title}\n\n| Rule | Severity | Profiles | Title |\n| --- | --- | --- | --- |\n");
            foreach (Rule rule in RuleCatalogue.All.Where(rule => rule.Id[3] == digit))
                index.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Severity} | {string.Join(", ", rule.Profiles)} | {rule.Title} |\n");
        }

        return index.ToString();
    }
}
