namespace AzLegacyOs.ModuleGenerator;

/// <summary>A cmdlet as its assembly declares it.</summary>
internal sealed record Command(string Verb, string Noun, IReadOnlyList<Parameter> Parameters, IReadOnlyList<string> Sets)
{
    public string Name => $"{Verb}-{Noun}";
}

/// <summary>A parameter as the assembly declares it.</summary>
internal sealed record Parameter(string Name, string TypeName, string FullTypeName, bool IsSwitch, bool TakesWildcards, IReadOnlyList<string> Aliases, IReadOnlyList<string> Words, IReadOnlyList<ParameterUse> Uses);

/// <summary>What a parameter is in one parameter set; the set is null for all sets.</summary>
internal sealed record ParameterUse(string? Set, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName);

/// <summary>A page, a manifest or an assembly that nothing can be made of.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
