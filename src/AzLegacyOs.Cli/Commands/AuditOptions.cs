using System.CommandLine;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Rules;

namespace AzLegacyOs.Cli.Commands;

/// <summary>What is listed, and what was decided before.</summary>
internal sealed class AuditOptions
{
    private readonly Option<string[]> _rule = Patterns("--rule");
    private readonly Option<string[]> _excludeRule = Patterns("--exclude-rule");
    private readonly Option<RuleProfile[]> _profile = SharedOptions.Choices<RuleProfile>("--profile");
    private readonly ValueOption<Severity> _minimumSeverity = SharedOptions.Choice("--minimum-severity", [], Severity.Information, Severity.Warning, Severity.Blocker);
    private readonly Option<string> _settings = new("--settings") { HelpName = "FILE" };

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All => [_rule, _excludeRule, _profile, _minimumSeverity, _settings];

    /// <summary>A request with what the options say; what the owner of the settings should know goes to standard error.</summary>
    /// <exception cref="ArgumentException">No rule has such an id.</exception>
    /// <exception cref="AuditSettingsException">The settings file cannot be used.</exception>
    public AssessmentRequest Fill(ParseResult parsed, AssessmentRequest request, Terminal terminal)
    {
        var selection = RuleSelection.Of(parsed.GetValue(_rule), parsed.GetValue(_excludeRule), parsed.GetValue(_profile), _minimumSeverity.ValueIn(parsed) ?? Severity.Information);
        string? file = parsed.GetValue(_settings) ?? (File.Exists(AuditSettings.FileName) ? Path.GetFullPath(AuditSettings.FileName) : null);
        if (file is null) return request with { Selection = selection };

        AuditSettings settings = Read(file);
        CommandLine.Complain(terminal, CliText.Of("Settings.Used", file, settings.Accepted.Count));
        foreach (string warning in settings.WarningsOn(request.AsOf)) CommandLine.Complain(terminal, warning);
        return request with { Selection = selection, Accepted = settings.Accepted };
    }

    private static AuditSettings Read(string file)
    {
        try
        {
            using StreamReader reader = File.OpenText(file);
            return AuditSettings.Read(reader, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditSettingsException(Words.Of("Settings.Unreadable", file, e.Message), e);
        }
    }

    private static Option<string[]> Patterns(string name)
    {
        var option = new Option<string[]>(name) { HelpName = "ID", Arity = ArgumentArity.OneOrMore };
        option.CompletionSources.Add(_ => RuleCatalogue.All.Select(rule => new System.CommandLine.Completions.CompletionItem(rule.Id, documentation: rule.Title)));
        return option;
    }
}
