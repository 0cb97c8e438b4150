using System.Reflection;

namespace AzLegacyOs.PowerShell.Loading;

/// <summary>The Azure SDK and the rooms that use it, kept apart from what other modules have loaded.</summary>
/// <remarks>
/// On .NET the files of the <c>dependencies</c> folder go into an <c>AssemblyLoadContext</c> of their own. All of them are
/// loaded at once, before the first Azure call: a context asks the default one before it asks a resolver, so an assembly
/// that is loaded only on demand would bind to another module's copy of the same name, older or newer.
/// .NET Framework has no such contexts; there strong-named versions live side by side and each file is loaded when it is asked for.
/// </remarks>
internal static class PrivateDependencies
{
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(PrivateDependencies).Assembly.Location)!;

    private static readonly string Folder = Path.Combine(ModuleFolder, "dependencies");

    private static readonly object Gate = new();

    private static Dictionary<string, Assembly>? _loaded;

    /// <summary>Loads everything that an Azure call needs. Cheap after the first time.</summary>
    public static void Load()
    {
        lock (Gate)
        {
            if (IsolatedLoadContext.IsSupported) _loaded ??= LoadIsolated();
        }
    }

    /// <summary>Answers for our own files when one of them asks, and for nothing else.</summary>
    public static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (!IsOurs(request.RequestingAssembly)) return null;
        string name = new AssemblyName(request.Name).Name ?? "";
        string dependency = FileOf(Folder, name);
        if (IsolatedLoadContext.IsSupported && File.Exists(dependency))
        {
            Load();
            return _loaded!.TryGetValue(name, out Assembly? assembly) ? assembly : null;
        }

        // What stands beside the manifest is shared by both sides. On .NET Framework, where a module has no binding redirects,
        // the shipped file is the answer whatever version is asked for.
        string? file = new[] { dependency, FileOf(ModuleFolder, name) }.FirstOrDefault(File.Exists);
        return file is null ? null : Assembly.LoadFrom(file);
    }

    private static string FileOf(string folder, string name) => Path.Combine(folder, name + ".dll");

    private static bool IsOurs(Assembly? requester)
    {
        if (requester is null || requester.IsDynamic || string.IsNullOrEmpty(requester.Location)) return false;
        return Path.GetDirectoryName(requester.Location) is { } folder
            && (folder.Equals(Folder, StringComparison.OrdinalIgnoreCase)
                || folder.Equals(ModuleFolder, StringComparison.OrdinalIgnoreCase));
    }

    private static Dictionary<string, Assembly> LoadIsolated()
    {
        var context = new IsolatedLoadContext("AzLegacyOs");
        var loaded = new Dictionary<string, Assembly>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in Directory.GetFiles(Folder, "*.dll"))
        {
            AssemblyName name = AssemblyName.GetAssemblyName(file);

            // The platform's own copy comes first where it is new enough: its System.Memory and friends are the types
            // that the rest of the process uses.
            if (!PlatformAssemblies.Has(name)) loaded[name.Name!] = context.Load(file);
        }

        return loaded;
    }
}
