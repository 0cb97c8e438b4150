using System.Management.Automation;
using System.Net;

namespace AzLegacyOs.PowerShell.Loading;

/// <summary>Lets the assemblies in <c>dependencies</c> be found while the module is imported, and only then.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    // SecurityProtocolType.SystemDefault, a name that .NET Standard 2.0 lacks.
    private const SecurityProtocolType ChosenBySystem = 0;

    /// <inheritdoc/>
    public void OnImport()
    {
        AppDomain.CurrentDomain.AssemblyResolve += PrivateDependencies.Resolve;
        if (!IsolatedLoadContext.IsSupported) AllowTls12();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= PrivateDependencies.Resolve;

    // Azure takes nothing older. Windows PowerShell may name the protocols itself, without this one; where the system chooses them, it has it.
    private static void AllowTls12()
    {
        SecurityProtocolType named = ServicePointManager.SecurityProtocol;
        if (named != ChosenBySystem) ServicePointManager.SecurityProtocol = named | SecurityProtocolType.Tls12;
    }
}
