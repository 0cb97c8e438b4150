using System.Management.Automation;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>A cmdlet that asks Azure and changes nothing.</summary>
/// <typeparam name="T">What it is told of Azure.</typeparam>
public abstract class AzureQueryCmdlet<T> : AsyncCmdlet, IDynamicParameters
    where T : AzureParameters, new()
{
    internal T Azure { get; } = new();

    /// <inheritdoc/>
    public object? GetDynamicParameters() => Azure;
}
