using System.Reflection;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>Reads cmdlets by their metadata alone, so that no PowerShell is needed.</summary>
internal static class CommandReader
{
    private const string Namespace = "System.Management.Automation.";

    public static IEnumerable<Command> Read(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        let cmdlet = Find(type, "CmdletAttribute")
        where cmdlet is not null
        let verb = (string)cmdlet.ConstructorArguments[0].Value!
        let noun = (string)cmdlet.ConstructorArguments[1].Value!
        orderby noun, verb
        select ReadOne(type, cmdlet, verb, noun);

    /// <summary>The classes that the cmdlets declare as their output; those of other assemblies are named in words, and are in the assembly of their room.</summary>
    public static IEnumerable<Type> ReadOutputs(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        from attribute in type.GetCustomAttributesData()
        where attribute.AttributeType.FullName == Namespace + "OutputTypeAttribute"
        from argument in attribute.ConstructorArguments
        from output in argument.Value is IEnumerable<CustomAttributeTypedArgument> several ? several : [argument]
        select output.Value as Type ?? Load((string)output.Value!, Path.GetDirectoryName(assembly.Location)!);

    private static Type Load(string name, string folder) =>
        Assembly.LoadFrom(Path.Combine(folder, string.Join('.', name.Split('.').Take(2)) + ".dll")).GetType(name) ?? throw new GeneratorException($"There is no output type {name}.");

    private static Command ReadOne(Type type, CustomAttributeData cmdlet, string verb, string noun)
    {
        List<Parameter> parameters = Properties(type).Where(property => Find(property, "ParameterAttribute") is not null).Select(ReadParameter).ToList();
        if (Named(cmdlet, "SupportsShouldProcess") is true)
        {
            parameters.Add(Common("WhatIf", "wi"));
            parameters.Add(Common("Confirm", "cf"));
        }

        List<string> sets = parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).OfType<string>().Distinct().ToList();
        if (Named(cmdlet, "DefaultParameterSetName") is string first && sets.Remove(first)) sets.Insert(0, first);
        return new Command(verb, noun, parameters, sets.Count == 0 ? [""] : sets);
    }

    // A cmdlet that talks to Azure has its parameters about that in an object, which PowerShell takes as dynamic parameters.
    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperty("Azure", BindingFlags.NonPublic | BindingFlags.Instance) is { } azure ? type.GetProperties().Concat(azure.PropertyType.GetProperties()) : type.GetProperties();

    private static Parameter ReadParameter(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type element = type.GetElementType() ?? type;
        List<string> words = element.IsEnum ? [.. Enum.GetNames(element)] : Strings(Find(property, "ValidateSetAttribute")).ToList();
        return new Parameter(
            property.Name,
            type.Name,
            type.FullName!,
            type.Name == "SwitchParameter",
            Find(property, "SupportsWildcardsAttribute") is not null,
            Strings(Find(property, "AliasAttribute")).ToList(),
            words,
            [.. property.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == Namespace + "ParameterAttribute").Select(ReadUse)]);
    }

    private static ParameterUse ReadUse(CustomAttributeData attribute) => new(
        Named(attribute, "ParameterSetName") as string,
        Named(attribute, "Mandatory") is true,
        Named(attribute, "Position") as int?,
        Named(attribute, "ValueFromPipeline") is true,
        Named(attribute, "ValueFromPipelineByPropertyName") is true);

    private static Parameter Common(string name, string alias) =>
        new(name, "SwitchParameter", Namespace + "SwitchParameter", true, false, [alias], [], [new ParameterUse(null, false, null, false, false)]);

    private static CustomAttributeData? Find(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == Namespace + attribute);

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    private static IEnumerable<string> Strings(CustomAttributeData? attribute) =>
        attribute?.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> values ? values.Select(value => (string)value.Value!) : [];
}
