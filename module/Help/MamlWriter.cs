using System.Xml.Linq;

namespace AzLegacyOs.ModuleHelp;

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

    public static XDocument Write(IEnumerable<(Command Command, HelpPage Page)> commands) => new(
        new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            commands.Select(pair => WriteCommand(pair.Command, pair.Page))));

    private static XElement WriteCommand(Command command, HelpPage page) => new(
        Cmd + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Cmd),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Cmd + "details",
            new XElement(Cmd + "name", command.Name),
            new XElement(Cmd + "verb", command.Verb),
            new XElement(Cmd + "noun", command.Noun),
            Text(Maml + "description", [page.Synopsis])),
        Text(Maml + "description", page.Description),
        new XElement(Cmd + "syntax", command.Sets.Select(set => WriteSyntax(command, page, set))),
        new XElement(Cmd + "parameters", command.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => WriteParameter(parameter, parameter.Uses[0], page))),
        new XElement(Cmd + "inputTypes", page.Inputs.Select(name => new XElement(Cmd + "inputType", WriteType(name)))),
        new XElement(Cmd + "returnValues", page.Outputs.Select(name => new XElement(Cmd + "returnValue", WriteType(name)))),
        new XElement(Cmd + "examples", page.Examples.Select((example, index) => new XElement(
            Cmd + "example",
            new XElement(Maml + "title", $"Example {index + 1}: {example.Title}"),
            new XElement(Dev + "code", example.Code),
            Text(Dev + "remarks", example.Remarks)))),
        new XElement(Cmd + "relatedLinks", page.Links.Select(link => new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", link.Text),
            new XElement(Maml + "uri", link.Target.StartsWith("http", StringComparison.Ordinal) ? link.Target : "")))));

    private static XElement WriteSyntax(Command command, HelpPage page, string set)
    {
        var uses = from parameter in command.Parameters
                   let use = parameter.Uses.FirstOrDefault(use => use.Set is null || use.Set == set)
                   where use is not null
                   orderby use.Position ?? int.MaxValue, use.IsMandatory ? 0 : 1
                   select WriteParameter(parameter, use, page);
        return new XElement(Cmd + "syntaxItem", new XElement(Maml + "name", command.Name), uses);
    }

    private static XElement WriteParameter(Parameter parameter, ParameterUse use, HelpPage page)
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
        if (parameter.Words.Count > 0) element.Add(new XElement(Cmd + "parameterValueGroup", parameter.Words.Select(word => new XElement(Cmd + "parameterValue", new XAttribute("required", false), word))));
        if (!parameter.IsSwitch) element.Add(new XElement(Cmd + "parameterValue", new XAttribute("required", true), parameter.TypeName));
        element.Add(WriteType(parameter.FullTypeName));
        return element;
    }

    private static string Pipeline(ParameterUse use)
    {
        string[] ways = [.. use.ByValue ? ["ByValue"] : Array.Empty<string>(), .. use.ByPropertyName ? ["ByPropertyName"] : Array.Empty<string>()];
        return ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})";
    }

    private static XElement WriteType(string name) => new(Dev + "type", new XElement(Maml + "name", name));

    private static XElement Text(XName name, IEnumerable<string> paragraphs) => new(name, paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph)));
}
