using System.Management.Automation;
using System.Reflection;

namespace AzLegacyOs.PowerShell.Tests;

public sealed class CmdletSurfaceTests
{
    private static readonly string[] ChangingVerbs = ["Add", "Convert", "New", "Remove", "Repair", "Resize", "Set"];

    private static readonly string[] PrivateAssemblies = ["Azure.", "System.ClientModel", "Microsoft.Identity", "AzLegacyOs.Azure", "AzLegacyOs.Rehearsal"];

    public static TheoryData<string> Names => CmdletCatalogue.Names;

    [Fact]
    public void The_cmdlets_are_those_of_the_contract() =>
        Assert.Superset(new HashSet<string> { "Convert-AzLegacyVhd", "Get-AzOsSupportStatus", "New-AzSpecializedVmFromVhd", "Test-AzLegacyVhd" }, CmdletCatalogue.Types.Select(CmdletCatalogue.NameOf).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_verb_is_approved(string name)
    {
        var approved = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.Contains(CmdletCatalogue.Verb(CmdletCatalogue.Get(name)), approved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_noun_is_singular_and_carries_the_product(string name)
    {
        string noun = CmdletCatalogue.Noun(CmdletCatalogue.Get(name));
        Assert.StartsWith("Az", noun);
        Assert.False(noun.EndsWith('s') && !noun.EndsWith("us", StringComparison.Ordinal), noun);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_it_puts_out_is_declared(string name) =>
        Assert.NotNull(CmdletCatalogue.Attribute<OutputTypeAttribute>(CmdletCatalogue.Get(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_asked_what_if(string name)
    {
        Type type = CmdletCatalogue.Get(name);
        bool asks = CmdletCatalogue.Named(CmdletCatalogue.Attribute<CmdletAttribute>(type)!, nameof(CmdletAttribute.SupportsShouldProcess)) is true;
        Assert.Equal(ChangingVerbs.Contains(CmdletCatalogue.Verb(type)), asks);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wildcard_path_has_a_literal_twin_that_takes_files_from_the_pipeline(string name)
    {
        Type type = CmdletCatalogue.Get(name);
        if (CmdletCatalogue.Parameters(type).All(parameter => parameter.Name != "Path")) return;
        PropertyInfo literal = type.GetProperty("LiteralPath")!;
        CustomAttributeData alias = CmdletCatalogue.Attribute<AliasAttribute>(literal)!;
        Assert.Contains("PSPath", ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(argument => (string)argument.Value!));
        Assert.True(CmdletCatalogue.Named(CmdletCatalogue.Attribute<ParameterAttribute>(literal)!, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)) is true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_parameter_takes_a_name_of_PowerShells_own(string name)
    {
        string[] common = ["Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ErrorVariable", "WarningVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "ProgressAction"];
        Assert.Empty(CmdletCatalogue.Parameters(CmdletCatalogue.Get(name)).Select(parameter => parameter.Name).Intersect(common));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_switch_is_no_Boolean_and_a_secret_no_string(string name)
    {
        foreach (PropertyInfo parameter in CmdletCatalogue.Parameters(CmdletCatalogue.Get(name)))
        {
            Assert.NotEqual(typeof(bool), parameter.PropertyType);
            if (parameter.Name.EndsWith("Token", StringComparison.Ordinal)) Assert.Equal(typeof(System.Security.SecureString), parameter.PropertyType);
        }
    }

    /// <summary>A type of the private context in a signature would be loaded with the cmdlet, before that context exists.</summary>
    [Fact]
    public void No_type_of_the_private_dependencies_is_in_a_public_type_or_a_cmdlet()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<(Type Owner, Type Used)> uses =
            from type in CmdletCatalogue.Assembly.GetExportedTypes()
            from used in new[] { type.BaseType }
                .Concat(type.GetInterfaces())
                .Concat(type.GetFields(All).Select(field => field.FieldType))
                .Concat(type.GetProperties(All).Select(property => property.PropertyType))
                .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
                .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
                .Concat(type.GetCustomAttributesData().SelectMany(attribute => attribute.ConstructorArguments).Select(argument => argument.Value as Type))
            where used is not null
            from part in used.IsGenericType ? used.GetGenericArguments().Append(used) : [used]
            select (type, part);
        Assert.DoesNotContain(uses, use => PrivateAssemblies.Any(name => use.Used.Assembly.GetName().Name!.StartsWith(name, StringComparison.Ordinal)));
    }
}
