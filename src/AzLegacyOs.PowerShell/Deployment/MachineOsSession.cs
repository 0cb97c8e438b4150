using System.Management.Automation;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.PowerShell.Cmdlets;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Asks Azure for one command what existing VMs run; reached after the Azure room was loaded.</summary>
internal sealed class MachineOsSession(GetAzOsSupportStatusCommand cmdlet)
{
    private MachineInventory? _inventory;

    public Task RunAsync(string id) => GuardAsync(id, async () => Give(await (await OpenAsync().ConfigureAwait(false)).ReadAsync(id, cmdlet.StopToken).ConfigureAwait(false)));

    public Task RunAllAsync() => GuardAsync(cmdlet.Azure.SubscriptionId ?? "", async () =>
    {
        await foreach (MachineOs machine in (await OpenAsync().ConfigureAwait(false)).ReadAllAsync(cmdlet.StopToken).ConfigureAwait(false)) Give(machine);
    });

    private async Task<MachineInventory> OpenAsync() => _inventory ??= new MachineInventory(await AzureConnections.ConnectAsync(cmdlet, cmdlet.Azure).ConfigureAwait(false), cmdlet.AsOf.Date);

    private async Task GuardAsync(string target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = DeploymentErrors.Of(e, target);
            cmdlet.Post(() => cmdlet.WriteError(record));
        }
    }

    private void Give(MachineOs machine) => cmdlet.Post(() => cmdlet.WriteObject(machine));
}
