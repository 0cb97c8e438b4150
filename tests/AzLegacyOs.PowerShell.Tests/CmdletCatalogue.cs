using System.Management.Automation;
using System.Reflection;
using AzLegacyOs.PowerShell.Cmdlets;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The cmdlets of the assembly, by their metadata: no PowerShell is needed to look at them.</summary>
internal static class CmdletCatalogue
{
    public static Assembly Assembly => typeof(TestAzLegacyVhdCommand).Assembly;

    public static IReadOnlyList<Type> Types { get; } =
        [.. Assembly.GetExportedTypes().Where(type => Attribute<CmdletAttribute>(type) is not null).OrderBy(NameOf)];

    public static TheoryData<string> Names => [.. Types.Select(NameOf)];

    public static Type Get(string name) => Types.Single(type => NameOf(type) == name);

    public static string NameOf(Type type) => $"{Verb(type)}-{Noun(type)}";

    public static string Verb(Type type) => (string)Attribute<CmdletAttribute>(type)!.ConstructorArguments[0].Value!;

    public static string Noun(Type type) => (string)Attribute<CmdletAttribute>(type)!.ConstructorArguments[1].Value!;

    public static CustomAttributeData? Attribute<T>(MemberInfo member) => member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(T));

    public static Type? AzureParameters(Type type) => type.GetProperty("Azure", BindingFlags.NonPublic | BindingFlags.Instance)?.PropertyType;

    public static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    /// <summary>Those of the cmdlet, and those that it takes from its object of parameters about Azure.</summary>
    public static IReadOnlyList<PropertyInfo> Parameters(Type type) =>
        [.. type.GetProperties().Concat(AzureParameters(type)?.GetProperties() ?? []).Where(property => Attribute<ParameterAttribute>(property) is not null).OrderBy(property => property.Name)];
}
