using System.Management.Automation;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.PowerShell.Cmdlets;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Looks at VMs for one command; reached after the Azure room was loaded.</summary>
internal static class MachineSession
{
    public static async Task RunAsync(TestAzLegacyVmCommand cmdlet, string name)
    {
        try
        {
            MachineHealth health = await LookAsync(cmdlet, name).ConfigureAwait(false);
            cmdlet.Post(() => cmdlet.WriteObject(health));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = DeploymentErrors.Of(e, name);
            cmdlet.Post(() => cmdlet.WriteError(record));
        }
    }

    private static async Task<MachineHealth> LookAsync(TestAzLegacyVmCommand cmdlet, string name)
    {
        var options = new MachineCheckOptions
        {
            ResourceGroup = cmdlet.ResourceGroupName,
            Name = name,
            Folder = cmdlet.OutputFolder is { } folder ? cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(folder) : null,
            TryPort = !cmdlet.SkipPortCheck,
        };
        return await MachineCheck.LookAsync(await AzureConnections.ConnectAsync(cmdlet, cmdlet.Azure).ConfigureAwait(false), options, cmdlet.StopToken).ConfigureAwait(false);
    }
}
