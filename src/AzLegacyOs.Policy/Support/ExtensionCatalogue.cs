using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Support;

/// <summary>The extensions that the matrix knows, and what it says of any other.</summary>
internal static class ExtensionCatalogue
{
    private static readonly KnownExtension[] Known =
    [
        new("VMAccessAgent", SupportColumn.VmAccess, "VMAccess", "VMAccessForWindows", "PasswordReset"),
        new("CustomScriptExtension", SupportColumn.CustomScript, "CustomScript", "CSE"),
        new("AzureMonitorWindowsAgent", SupportColumn.AzureMonitorAgent, "AzureMonitorAgent", "AMA"),
        new("VMSnapshot", SupportColumn.AzureBackup, "AzureBackup", "Backup"),
        new("IaaSAntimalware", SupportColumn.Antimalware, "Antimalware"),
        new("DSC", SupportColumn.DesiredStateConfiguration, "PowerShellDSC"),
    ];

    public static IReadOnlyList<ExtensionSupport> All(SupportQuestion question, SupportAnswer agent, SupportCell agentCell)
        => [.. Known.Select(known => Judge(known.Name, question.Row[known.Column], agent, agentCell))];

    public static ExtensionSupport Find(SupportStatus status, string name)
    {
        // The handler's full type is accepted: "Microsoft.Compute.CustomScriptExtension".
        string last = name.Substring(name.LastIndexOf('.') + 1);
        string canonical = Known.FirstOrDefault(known => Same(known.Name, last) || known.Aliases.Any(alias => Same(alias, last)))?.Name ?? name;
        if (status.Extensions.FirstOrDefault(extension => Same(extension.Name, canonical)) is { } listed)
            return listed;

        IReadOnlyList<Source> sources = status.FindStatement("AgentCapable")?.Sources ?? [];
        return status.AgentCapable switch
        {
            SupportAnswer.No => new ExtensionSupport(name, SupportAnswer.No, PolicyText.Support("Extension.NoAgent", status.Name), sources),
            SupportAnswer.Unconfirmed => new ExtensionSupport(name, SupportAnswer.Unconfirmed, PolicyText.Support("Extension.Unlisted"), []),
            _ => new ExtensionSupport(name, SupportAnswer.Unconfirmed, PolicyText.Support("Extension.NotInMatrix"), sources),
        };
    }

    private static ExtensionSupport Judge(string name, SupportCell cell, SupportAnswer agent, SupportCell agentCell)
    {
        if (agent == SupportAnswer.No)
        {
            return new ExtensionSupport(
                name, SupportAnswer.No, PolicyText.Support("Extension.AgentCannotRun"), [.. agentCell.Sources.Concat(cell.Sources).Distinct()]);
        }

        return new ExtensionSupport(name, cell.Answer, StatementBuilder.Explain(cell), cell.Sources);
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed record KnownExtension(string Name, SupportColumn Column, params string[] Aliases);
}
