using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Azure.Machines;

/// <summary>Asks Azure which operating systems existing VMs run. It changes nothing, and looks into no disk.</summary>
public sealed class MachineInventory
{
    // Two requests each; a subscription may have thousands of VMs.
    private const int AtOnce = 8;

    private static readonly Regex MachineId = new(
        @"^/subscriptions/[0-9a-f-]{36}/resourceGroups/[^/?#%\s]{1,90}/providers/Microsoft\.Compute/virtualMachines/[^/?#%\s]{1,80}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private readonly AzureConnection _connection;
    private readonly ResourceRequests _requests;
    private readonly DateTime _asOf;

    /// <param name="connection">The Azure to ask.</param>
    /// <param name="asOf">The day that support dates are compared with.</param>
    public MachineInventory(AzureConnection connection, DateTime asOf)
    {
        _connection = connection;
        _requests = new ResourceRequests(connection);
        _asOf = asOf;
    }

    /// <summary>Whether a text is the resource id of a VM.</summary>
    public static bool IsMachineId(string text) => MachineId.IsMatch(text);

    /// <summary>Asks for one VM.</summary>
    /// <param name="id">Its resource id, of any subscription that the identity sees.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="ArgumentException">It is no resource id of a VM.</exception>
    /// <exception cref="AzureOperationException">There is no such VM, or Azure refused or failed.</exception>
    public async Task<MachineOs> ReadAsync(string id, CancellationToken cancellationToken = default)
    {
        if (!IsMachineId(id)) throw new ArgumentException(AzureText.Of("Machine.NoId", id), nameof(id));
        return await FailureMap.Guard(AzureText.Of("Doing.LookAt", ResourceIds.NameOf(id)), cancellationToken, async () =>
        {
            JsonElement machine = await MachineView.GetAsync(_requests, id, cancellationToken).ConfigureAwait(false);
            return await JudgeAsync(machine, null, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Asks for every VM of the subscription, in the order of its list.</summary>
    /// <exception cref="AzureOperationException">Azure refused or failed. What may not be asked of one VM is unknown of it, and the next one follows.</exception>
    public async IAsyncEnumerable<MachineOs> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string subscription = await _connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonElement> machines = await FailureMap.Guard(AzureText.Of("Doing.Machines"), cancellationToken, () =>
            _requests.ListAsync(ResourceTypes.VirtualMachine, $"/subscriptions/{subscription}/providers/{ResourceTypes.VirtualMachine}", cancellationToken)).ConfigureAwait(false);
        var asked = new Queue<Task<MachineOs?>>();
        foreach (JsonElement machine in machines)
        {
            asked.Enqueue(ReadListedAsync(machine, cancellationToken));
            if (asked.Count == AtOnce && await asked.Dequeue().ConfigureAwait(false) is { } early) yield return early;
        }

        while (asked.Count > 0)
        {
            if (await asked.Dequeue().ConfigureAwait(false) is { } late) yield return late;
        }
    }

    /// <returns>Null for a VM that was removed since it was listed.</returns>
    private async Task<MachineOs?> ReadListedAsync(JsonElement listed, CancellationToken cancellationToken)
    {
        string id = listed.TextAt("id") ?? "";
        try
        {
            return await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (exception.Failure.HttpStatus == 404)
        {
            return null;
        }
        catch (AzureOperationException exception) when (exception.Failure.Category == AzureFailureCategory.PermissionDenied)
        {
            return await JudgeAsync(listed, exception.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<MachineOs> JudgeAsync(JsonElement machine, string? refusal, CancellationToken cancellationToken)
    {
        (JsonElement? disk, string? diskRefusal) = await DiskAsync(machine.TextAt("properties", "storageProfile", "osDisk", "managedDisk", "id"), cancellationToken).ConfigureAwait(false);
        return MachineOsJudgement.Judge(MachineFactsReader.Read(machine, disk) with { InstanceRefusal = refusal, DiskRefusal = diskRefusal }, _asOf);
    }

    private async Task<(JsonElement? Disk, string? Refusal)> DiskAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null) return (null, null);
        try
        {
            JsonElement? disk = await FailureMap.Guard(AzureText.Of("Doing.AskDisk", ResourceIds.NameOf(id)), cancellationToken, () => _requests.FindAsync(ResourceTypes.Disk, id, cancellationToken)).ConfigureAwait(false);
            return (disk, null);
        }
        catch (AzureOperationException exception) when (exception.Failure.Category == AzureFailureCategory.PermissionDenied)
        {
            return (null, exception.Message);
        }
    }
}
