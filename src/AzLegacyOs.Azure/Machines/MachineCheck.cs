using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Azure.Machines;

/// <summary>Looks at a VM from outside: state, screen, serial log, Remote Desktop port. It changes nothing.</summary>
/// <remarks>Boot diagnostics need no agent; they are the only eye into a legacy guest.</remarks>
public sealed class MachineCheck
{
    private readonly MachineCheckOptions _options;
    private readonly ResourceRequests _requests;
    private readonly DiagnosticsFiles _files;
    private readonly string _id;

    private MachineCheck(AzureConnection connection, MachineCheckOptions options, string subscriptionId)
    {
        _options = options;
        _requests = new ResourceRequests(connection);
        _files = new DiagnosticsFiles(connection, options);
        _id = new ResourceIds(subscriptionId, options.ResourceGroup).Of(ResourceTypes.VirtualMachine, options.Name);
    }

    /// <summary>Looks at the VM.</summary>
    /// <exception cref="AzureOperationException">There is no such VM, or Azure refused or failed.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task<MachineHealth> LookAsync(AzureConnection connection, MachineCheckOptions options, CancellationToken cancellationToken = default)
    {
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        var check = new MachineCheck(connection, options, subscription);
        return await FailureMap.Guard(AzureText.Of("Doing.LookAt", options.Name), cancellationToken, () => check.LookAsync(cancellationToken)).ConfigureAwait(false);
    }

    private async Task<MachineHealth> LookAsync(CancellationToken cancellationToken)
    {
        JsonElement machine = await MachineView.GetAsync(_requests, _id, cancellationToken).ConfigureAwait(false);
        string? power = MachineView.PowerState(machine);
        (string? picture, string? log, string text) = await _files.SaveAsync(_requests, _id, HasDiagnostics(machine), cancellationToken).ConfigureAwait(false);
        BootReading? boot = log is null && text.Length == 0 ? null : BootLog.Read(text);
        string? provisioning = machine.TextAt("properties", "provisioningState");
        MachineCondition condition = Judge(power, provisioning, boot);
        string? address = await AddressAsync(machine, cancellationToken).ConfigureAwait(false);
        PortAnswer port = _options.TryPort && address is not null && condition == MachineCondition.Running
            ? await RemoteDesktopPort.TryAsync(address, _options.PortTimeout, cancellationToken).ConfigureAwait(false)
            : PortAnswer.NotTried;
        return new MachineHealth
        {
            Name = _options.Name,
            VmId = _id,
            Condition = condition,
            PowerState = power,
            ProvisioningState = provisioning,
            AgentStatus = machine.ListAt("properties", "instanceView", "vmAgent", "statuses").Select(status => status.TextAt("displayStatus")).FirstOrDefault(),
            Boot = boot,
            Screenshot = picture,
            SerialLog = log,
            Address = address,
            RemoteDesktop = port,
            Advice = [.. Advise(condition, boot, port, HasDiagnostics(machine))],
        };
    }

    private static MachineCondition Judge(string? power, string? provisioning, BootReading? boot)
    {
        if (power is "deallocated" or "stopped" or "deallocating" or "stopping") return MachineCondition.Stopped;
        if (power is not (null or "running") || provisioning is not ("Succeeded" or "Updating")) return MachineCondition.NotReady;
        return boot?.Kind is BootSign.StopError or BootSign.NothingToStart ? MachineCondition.BootFailure : MachineCondition.Running;
    }

    private static IEnumerable<string> Advise(MachineCondition condition, BootReading? boot, PortAnswer port, bool hasDiagnostics)
    {
        if (boot?.Advice is { } advice) yield return advice;
        if (!hasDiagnostics) yield return AzureText.Of("Advice.NoDiagnostics");
        if (condition == MachineCondition.Running && port == PortAnswer.NoAnswer) yield return AzureText.Of("Advice.NoAnswer");
    }

    /// <summary>The public address of the first network interface, or else its private one.</summary>
    private async Task<string?> AddressAsync(JsonElement machine, CancellationToken cancellationToken)
    {
        string? nicId = machine.ListAt("properties", "networkProfile", "networkInterfaces").Select(nic => nic.TextAt("id")).FirstOrDefault();
        if (nicId is null || await _requests.FindAsync(ResourceTypes.NetworkInterface, nicId, cancellationToken).ConfigureAwait(false) is not { } nic) return null;
        JsonElement configuration = nic.ListAt("properties", "ipConfigurations").FirstOrDefault();
        if (configuration.TextAt("properties", "publicIPAddress", "id") is { } publicId
            && await _requests.FindAsync(ResourceTypes.PublicIpAddress, publicId, cancellationToken).ConfigureAwait(false) is { } address
            && address.TextAt("properties", "ipAddress") is { } text)
            return text;
        return configuration.TextAt("properties", "privateIPAddress");
    }

    private static bool HasDiagnostics(JsonElement machine) => machine.At("properties", "diagnosticsProfile", "bootDiagnostics", "enabled")?.ValueKind == JsonValueKind.True;
}
