using System.Reflection;

namespace AzLegacyOs.PowerShell.Loading;

/// <summary>The assemblies that came with the running .NET and PowerShell; nothing a module loads can displace them.</summary>
internal static class PlatformAssemblies
{
    private static readonly Dictionary<string, string> Files = Find();

    /// <summary>Whether the platform has an assembly of that name, at least as new.</summary>
    public static bool Has(AssemblyName name) =>
        Files.TryGetValue(name.Name!, out string? file) && AssemblyName.GetAssemblyName(file).Version >= name.Version;

    private static Dictionary<string, string> Find()
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (AppDomain.CurrentDomain.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not string list) return files;
        foreach (string file in list.Split(Path.PathSeparator)) files[Path.GetFileNameWithoutExtension(file)] = file;
        return files;
    }
}
