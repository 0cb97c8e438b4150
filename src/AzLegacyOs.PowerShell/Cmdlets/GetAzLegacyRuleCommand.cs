using System.Management.Automation;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.PowerShell.Completion;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Lists the rules that Test-AzLegacyVhd judges by.</summary>
[Cmdlet(VerbsCommon.Get, "AzLegacyRule")]
[OutputType(typeof(Rule))]
public sealed class GetAzLegacyRuleCommand : PSCmdlet
{
    /// <summary>Ids of rules; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("RuleId")]
    [ArgumentCompleter(typeof(RuleIdCompleter))]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Only rules of these severities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Severity[]? Severity { get; set; }

    /// <summary>Only rules of at least one of these profiles.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public RuleProfile[]? Profile { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in Id)
        {
            IReadOnlyList<Rule> found = RuleCatalogue.FindAll(id);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
                WriteError(ErrorRecords.Of(new ItemNotFoundException(ModuleText.Of("Rule.NotFound", id)), "RuleNotFound", ErrorCategory.ObjectNotFound, id, ModuleText.Of("Rule.Hint")));
            WriteObject(found.Where(IsWanted), enumerateCollection: true);
        }
    }

    private bool IsWanted(Rule rule)
        => (Severity is null || Severity.Contains(rule.Severity)) && (Profile is null || Profile.Any(rule.Profiles.Contains));
}
