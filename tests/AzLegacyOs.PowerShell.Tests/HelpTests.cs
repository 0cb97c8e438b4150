using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The help that was generated, held against the cmdlets.</summary>
public sealed partial class HelpTests
{
    private static readonly string Docs = RepositoryRoot.Combine("docs");

    public static TheoryData<string> Names => CmdletCatalogue.Names;

    public static TheoryData<string> Topics => [.. Directory.GetFiles(Path.Combine(Docs, "about"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    /// <summary>Pages that show commands, by their path below the repository.</summary>
    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Docs, "*.md", SearchOption.AllDirectories).Append(RepositoryRoot.Combine("README.md"))
            .Where(file => File.ReadAllText(file).Contains("```powershell"))
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file)),
    ];

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        IEnumerable<string> cmdlets = CmdletCatalogue.Types.Select(CmdletCatalogue.NameOf).Order(StringComparer.Ordinal);
        Assert.Equal(cmdlets, Directory.GetFiles(Path.Combine(Docs, "cmdlets"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
        Assert.Equal(cmdlets, Commands().Select(NameOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_the_cmdlet_does_with_at_least_two_examples_that_say_what_they_show(string name)
    {
        XElement command = Commands().Single(command => NameOf(command) == name);
        Assert.Matches(@"\w+ .*\.$", Text(command.Elements().First(), "description"));
        Assert.NotEmpty(Text(command, "description"));
        List<XElement> examples = [.. command.Descendants().Where(element => element.Name.LocalName == "example")];
        Assert.True(examples.Count >= 2, $"{name} has {examples.Count} examples.");
        Assert.All(examples, example =>
        {
            Assert.Contains(name, Text(example, "code"));
            Assert.Matches(@"\w+ .*\.$", Text(example, "remarks"));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_explains_the_parameters_that_there_are_and_no_others(string name)
    {
        string page = File.ReadAllText(Path.Combine(Docs, "cmdlets", name + ".md"));
        IEnumerable<string> documented = ParameterHeading().Matches(page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(CmdletCatalogue.Parameters(CmdletCatalogue.Get(name)).Select(parameter => parameter.Name).Order(StringComparer.Ordinal), documented);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_links_lead_to_pages_that_are_there(string name)
    {
        string page = File.ReadAllText(Path.Combine(Docs, "cmdlets", name + ".md"));
        foreach (Match link in Link().Matches(page).Where(link => !link.Groups[1].Value.StartsWith("https:", StringComparison.Ordinal)))
            Assert.True(File.Exists(Path.Combine(Docs, "cmdlets", link.Groups[1].Value)), link.Value);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_shipped_and_says_in_short_what_it_is_about(string topic)
    {
        string text = File.ReadAllText(Path.Combine(LaidOutModule.Folder, "en-US", topic + ".help.txt"));
        Assert.StartsWith($"TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n    ", text);
        Assert.Contains("\nLONG DESCRIPTION\n", text);
        foreach (Match other in Regex.Matches(text, @"\babout_AzLegacyOs\w*")) Assert.Contains(other.Value, Topics.Select(row => row.Data));
    }

    [Fact]
    public void The_topics_that_the_module_promises_are_there() => Assert.Superset(
        new HashSet<string> { "about_AzLegacyOs", "about_AzLegacyOs_Rules", "about_AzLegacyOs_Authentication", "about_AzLegacyOs_Rehearsal" },
        Topics.Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_shows_uses_parameters_that_there_are(string page)
    {
        string text = File.ReadAllText(RepositoryRoot.Combine(page));
        IEnumerable<string> code = CodeBlock().Matches(text).Select(block => block.Groups["code"].Value.Replace("|\n", "| "));
        foreach (string command in code.SelectMany(block => block.Split('\n', '|', ';')))
        {
            Type? type = CmdletCatalogue.Types.FirstOrDefault(type => Regex.IsMatch(command, $@"(^|[\s(]){CmdletCatalogue.NameOf(type)}\b"));
            if (type is null) continue;
            IEnumerable<string> used = Regex.Matches(command[command.IndexOf(CmdletCatalogue.NameOf(type), StringComparison.Ordinal)..], @"(?<= )-([A-Z]\w+)").Select(match => match.Groups[1].Value);
            Assert.All(used, name => Assert.Contains(name, ParametersAndAliases(type)));
        }
    }

    private static IEnumerable<string> ParametersAndAliases(Type type) =>
        CmdletCatalogue.Parameters(type).Select(parameter => parameter.Name)
            .Concat(CmdletCatalogue.Parameters(type).SelectMany(parameter => CmdletCatalogue.Attribute<System.Management.Automation.AliasAttribute>(parameter) is { } alias ? (IEnumerable<string>)[.. ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(value => (string)value.Value!)] : []))
            .Concat(["WhatIf", "Confirm", "ErrorAction", "ErrorVariable", "WarningVariable", "WarningAction", "Verbose", "OutVariable", "ProgressAction"]);

    private static IEnumerable<XElement> Commands() => LaidOutModule.Help.Root!.Elements();

    private static string NameOf(XElement command) => command.Descendants().First(element => element.Name.LocalName == "name").Value;

    private static string Text(XElement parent, string child) => parent.Elements().First(element => element.Name.LocalName == child).Value.Trim();

    [GeneratedRegex(@"^### -(\w+)", RegexOptions.Multiline)]
    private static partial Regex ParameterHeading();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```powershell\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
