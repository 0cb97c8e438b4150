using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>Views and types, held against the classes that they are for.</summary>
public sealed class ViewTests
{
    private static readonly XDocument Formats = XDocument.Load(Path.Combine(LaidOutModule.Folder, "AzLegacyOs.Format.ps1xml"));

    private static readonly XDocument Types = XDocument.Load(Path.Combine(LaidOutModule.Folder, "AzLegacyOs.Types.ps1xml"));

    /// <summary>Everything of ours that a cmdlet says it puts out.</summary>
    public static TheoryData<string> Outputs =>
    [
        .. CmdletCatalogue.Types
            .SelectMany(type => type.GetCustomAttributesData().Where(data => data.AttributeType == typeof(OutputTypeAttribute)))
            .SelectMany(data => data.ConstructorArguments)
            .SelectMany(argument => argument.Value is IEnumerable<CustomAttributeTypedArgument> several ? several : [argument])
            .Select(argument => argument.Value is Type type ? type.FullName! : (string)argument.Value!)
            .Where(name => name.StartsWith("AzLegacyOs.", StringComparison.Ordinal))
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Outputs))]
    public void What_a_cmdlet_puts_out_has_a_view(string type) => Assert.Contains(type, Formats.Descendants("TypeName").Select(element => element.Value));

    [Theory]
    [MemberData(nameof(Outputs))]
    public void What_a_cmdlet_puts_out_has_default_properties_and_a_depth_that_keeps_it_whole(string type)
    {
        XElement extended = Assert.Single(Types.Root!.Elements("Type"), element => element.Element("Name")!.Value == type);
        Assert.Contains("SerializationDepth", extended.Descendants("NoteProperty").Select(member => member.Element("Name")!.Value));
        Assert.Contains("DefaultDisplayPropertySet", extended.Descendants("PropertySet").Select(member => member.Element("Name")!.Value));
    }

    [Fact]
    public void Every_type_that_a_view_is_for_has_the_properties_that_it_shows()
    {
        foreach (XElement view in Formats.Descendants("View"))
        {
            Type type = FindType(view.Descendants("TypeName").Single().Value);
            foreach (string property in view.Descendants("PropertyName").Select(element => element.Value)) AssertHas(type, property);
        }
    }

    [Fact]
    public void Every_property_that_a_view_reads_in_a_script_exists()
    {
        foreach (XElement view in Formats.Descendants("View"))
        {
            Type type = FindType(view.Descendants("TypeName").Single().Value);
            foreach (string script in view.Descendants("ScriptBlock").Select(element => element.Value))
            {
                // Inside ForEach-Object $_ is something else.
                string outer = Regex.Replace(script, @"ForEach-Object \{.*\}", "", RegexOptions.Singleline);
                foreach (Match read in Regex.Matches(outer, @"\$_\.(\w+)")) AssertHas(type, read.Groups[1].Value);
            }
        }
    }

    [Fact]
    public void Every_method_that_a_view_calls_exists()
    {
        foreach (Match call in Regex.Matches(Formats.ToString(), @"\[(AzLegacyOs[\w.]+)\]::(\w+)\("))
            Assert.Contains(FindType(call.Groups[1].Value).GetMethods(), method => method.Name == call.Groups[2].Value);
    }

    [Fact]
    public void Every_type_that_is_extended_has_the_properties_that_it_shows()
    {
        foreach (XElement extended in Types.Root!.Elements("Type"))
        {
            Type type = FindType(extended.Element("Name")!.Value);
            foreach (XElement property in extended.Descendants("ReferencedProperties").Elements("Name")) AssertHas(type, property.Value);
        }
    }

    /// <summary>A view must not call an assembly that may not be loaded: the Azure room loads with the first Azure call.</summary>
    [Fact]
    public void No_view_names_a_class_of_the_private_dependencies() => Assert.DoesNotContain("[AzLegacyOs.Azure", Formats.ToString());

    private static void AssertHas(Type type, string property)
    {
        IEnumerable<string> added = Types.Root!.Elements("Type").Where(element => element.Element("Name")!.Value == type.FullName)
            .Descendants("ScriptProperty").Select(member => member.Element("Name")!.Value);
        Assert.True(type.GetProperty(property) is not null || added.Contains(property), $"{type.Name} has no {property}.");
    }

    private static Type FindType(string name)
    {
        string assembly = string.Join('.', name.Split('.').Take(2));
        return Type.GetType($"{name}, {assembly}", throwOnError: true)!;
    }
}
