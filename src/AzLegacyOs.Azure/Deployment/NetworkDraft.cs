using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>The network of a plan: closed by default, or what the person named.</summary>
internal sealed class NetworkDraft(PlanDraft draft, ResourceBodies bodies, DeploymentRequest request)
{
    public async Task AddAsync(bool groupExists, CancellationToken cancellationToken)
    {
        if (request.NetworkInterfaceId is { } id)
        {
            JsonElement? existing = await draft.AddExistingAsync(ResourceTypes.NetworkInterface, id, request.Location, cancellationToken).ConfigureAwait(false);
            CheckOwner(existing, ResourceIds.NameOf(id));
            return;
        }

        await AddSecurityGroupAsync(groupExists, cancellationToken).ConfigureAwait(false);
        if (request.SubnetId is null)
            await draft.AddAsync(ResourceTypes.VirtualNetwork, bodies.NetworkName, bodies.Network(), AzureText.Of("Summary.Network"), groupExists, cancellationToken).ConfigureAwait(false);
        if (bodies.HasPublicAddress)
            await draft.AddAsync(ResourceTypes.PublicIpAddress, bodies.PublicAddressName, bodies.PublicAddress(), AzureText.Of("Summary.Address"), groupExists, cancellationToken).ConfigureAwait(false);
        string address = bodies.HasPublicAddress ? AzureText.Of("Summary.WithAddress") : AzureText.Of("Summary.NoAddress");
        JsonElement? nic = await draft.AddAsync(ResourceTypes.NetworkInterface, bodies.InterfaceName, bodies.Interface(), AzureText.Of("Summary.Interface", address), groupExists, cancellationToken).ConfigureAwait(false);
        CheckOwner(nic, bodies.InterfaceName);
    }

    private async Task AddSecurityGroupAsync(bool groupExists, CancellationToken cancellationToken)
    {
        if (request.NetworkSecurityGroupId is { } id)
        {
            await draft.AddExistingAsync(ResourceTypes.NetworkSecurityGroup, id, request.Location, cancellationToken).ConfigureAwait(false);
            return;
        }

        string open = bodies.HasPublicAddress ? AzureText.Of("Summary.Rdp", string.Join(", ", request.AllowRdpFrom)) : AzureText.Of("Summary.Closed");
        await draft.AddAsync(ResourceTypes.NetworkSecurityGroup, bodies.SecurityGroupName, bodies.SecurityGroup(), open, groupExists, cancellationToken).ConfigureAwait(false);
        if (request.AllowRdpFrom.Contains(SourceAddresses.Everybody))
            draft.Warnings.Add(AzureText.Of("Warn.Exposed"));
    }

    private void CheckOwner(JsonElement? nic, string name)
    {
        if (nic?.TextAt("properties", "virtualMachine", "id") is { } owner && !owner.Equals(bodies.MachineId, StringComparison.OrdinalIgnoreCase))
            draft.Conflicts.Add(new NameConflict(ConflictKind.InUse, ResourceTypes.NetworkInterface, name, owner));
    }
}
