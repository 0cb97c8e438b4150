using System.Reflection;

namespace AzLegacyOs.PowerShell.Loading;

/// <summary>An <c>AssemblyLoadContext</c> reached by reflection, as .NET Standard 2.0 does not know the type.</summary>
internal sealed class IsolatedLoadContext
{
    private static readonly Type? ContextType = Type.GetType("System.Runtime.Loader.AssemblyLoadContext, System.Runtime.Loader", throwOnError: false);

    private readonly Func<string, Assembly> _load;

    public IsolatedLoadContext(string name)
    {
        object context = Activator.CreateInstance(ContextType!, name, false)!;
        _load = (Func<string, Assembly>)Delegate.CreateDelegate(
            typeof(Func<string, Assembly>), context, ContextType!.GetMethod("LoadFromAssemblyPath", [typeof(string)])!);
    }

    /// <summary>False on .NET Framework.</summary>
    public static bool IsSupported => ContextType is not null;

    public Assembly Load(string path) => _load(path);
}
