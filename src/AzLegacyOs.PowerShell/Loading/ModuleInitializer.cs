using System.Management.Automation;

namespace AzLegacyOs.PowerShell.Loading;

/// <summary>Lets the assemblies in <c>dependencies</c> be found while the module is imported, and only then.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += PrivateDependencies.Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= PrivateDependencies.Resolve;
}
