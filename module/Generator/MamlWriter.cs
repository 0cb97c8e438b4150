using System.Xml.Linq;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>Writes help in the form that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Cmd = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    private static readonly Dictionary<string, string> CommonTexts = new()
    {
        ["WhatIf"] = "Shows what would happen. Nothing is changed.",
        ["Confirm"] = "Asks before anything is changed.",
    };

    /// <param name="commands">The cmdlets with their pages.</param>
    /// <param name="version">The version of the build.</param>
    /// <param name="project">Web address of the repository, under which the pages are; null where it is not known.</param>
    public static XDocument Write(IEnumerable<(Command Command, HelpPage Page)> commands, string version, string? project) => new(
        new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            commands.Select(pair => WriteCommand(pair.Command, pair.Page, version, string.IsNullOrEmpty(project) ? null : new Uri($"{project}/blob/main/docs/cmdlets/")))));

    private static XElement WriteCommand(Command command, HelpPage page, string version, Uri? pages) => new(
        Cmd + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Cmd),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Cmd + "details",
            new XElement(Cmd + "name", command.Name),
            Text(Maml + "description", [page.Synopsis]),
            Text(Maml + "copyright", ["MIT licence"]),
            new XElement(Cmd + "verb", command.Verb),
            new XElement(Cmd + "noun", command.Noun),
            new XElement(Dev + "version", version)),
        Text(Maml + "description", page.Description),
        new XElement(Cmd + "syntax", command.Sets.Select(set => WriteSyntax(command, page, set))),
        new XElement(Cmd + "parameters", command.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => WriteParameter(parameter, parameter.Uses[0], page, isSyntax: false))),
        new XElement(Cmd + "inputTypes", page.Inputs.Select(name => new XElement(Cmd + "inputType", WriteTypeWithCase(name)))),
        new XElement(Cmd + "returnValues", page.Outputs.Select(name => new XElement(Cmd + "returnValue", WriteTypeWithCase(name)))),
        new XElement(Cmd + "terminatingErrors"),
        new XElement(Cmd + "nonTerminatingErrors"),
        new XElement(Cmd + "examples", page.Examples.Select((example, index) => new XElement(
            Cmd + "example",
            new XElement(Maml + "title", $"Example {index + 1}: {example.Title}"),
            new XElement(Dev + "code", example.Code),
            Text(Dev + "remarks", example.Remarks)))),
        new XElement(Maml + "relatedLinks", OnlineVersion(command, pages), page.Links.Select(link => WriteLink(link.Text, link.Target, pages))));

    // Get-Help -Online opens the first link.
    private static XElement? OnlineVersion(Command command, Uri? pages) => pages is null ? null : WriteLink("Online version", command.Name + ".md", pages);

    private static XElement WriteLink(string text, string target, Uri? pages)
    {
        bool isWhole = target.StartsWith("https://", StringComparison.Ordinal);
        string uri = isWhole ? target : pages is null ? "" : new Uri(pages, target).AbsoluteUri;
        return new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", uri));
    }

    private static XElement WriteSyntax(Command command, HelpPage page, string set)
    {
        var uses = from parameter in command.Parameters
                   let use = parameter.Uses.FirstOrDefault(use => use.Set is null || use.Set == set)
                   where use is not null
                   orderby use.Position ?? int.MaxValue, use.IsMandatory ? 0 : 1
                   select WriteParameter(parameter, use, page, isSyntax: true);
        return new XElement(Cmd + "syntaxItem", new XElement(Maml + "name", command.Name), uses);
    }

    private static XElement WriteParameter(Parameter parameter, ParameterUse use, HelpPage page, bool isSyntax)
    {
        var element = new XElement(
            Cmd + "parameter",
            new XAttribute("required", use.IsMandatory),
            new XAttribute("variableLength", parameter.TypeName.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", parameter.TakesWildcards),
            new XAttribute("pipelineInput", Pipeline(use)),
            new XAttribute("position", use.Position?.ToString() ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Text(Maml + "description", CommonTexts.TryGetValue(parameter.Name, out string? common) ? [common] : page.DescriptionOf(parameter.Name)));
        if (isSyntax && parameter.Words.Count > 0) element.Add(new XElement(Cmd + "parameterValueGroup", parameter.Words.Select(word => WriteValue(word, isRequired: false))));
        else if (!parameter.IsSwitch) element.Add(WriteValue(parameter.TypeName, isRequired: true));
        element.Add(WriteType(parameter.FullTypeName));
        return element;
    }

    private static XElement WriteValue(string text, bool isRequired) =>
        new(Cmd + "parameterValue", new XAttribute("required", isRequired), new XAttribute("variableLength", text.EndsWith("[]", StringComparison.Ordinal)), text);

    private static string Pipeline(ParameterUse use)
    {
        string[] ways = [.. use.ByValue ? ["ByValue"] : Array.Empty<string>(), .. use.ByPropertyName ? ["ByPropertyName"] : Array.Empty<string>()];
        return ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})";
    }

    // "with -WhatIf Some.Type": the type comes last, when it comes is said before it.
    private static XElement[] WriteTypeWithCase(string text)
    {
        string[] words = text.Split(' ');
        return [WriteType(words[^1]), Text(Maml + "description", words.Length == 1 ? [] : [string.Join(' ', words[..^1])])];
    }

    private static XElement WriteType(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement Text(XName name, IEnumerable<string> paragraphs) => new(name, paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph)));
}
