using System.Text.Json;
using AzLegacyOs.Azure.ResourceManager;
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
            await draft.AddAsync(ResourceTypes.VirtualNetwork, bodies.NetworkName, bodies.Network(), "private, 10.84.0.0/24, no NAT gateway or other explicit way out", groupExists, cancellationToken).ConfigureAwait(false);
        if (bodies.HasPublicAddress)
            await draft.AddAsync(ResourceTypes.PublicIpAddress, bodies.PublicAddressName, bodies.PublicAddress(), "Standard, static", groupExists, cancellationToken).ConfigureAwait(false);
        string address = bodies.HasPublicAddress ? "with a public address" : "no public address";
        JsonElement? nic = await draft.AddAsync(ResourceTypes.NetworkInterface, bodies.InterfaceName, bodies.Interface(), $"{address}, accelerated networking off", groupExists, cancellationToken).ConfigureAwait(false);
        CheckOwner(nic, bodies.InterfaceName);
    }

    private async Task AddSecurityGroupAsync(bool groupExists, CancellationToken cancellationToken)
    {
        if (request.NetworkSecurityGroupId is { } id)
        {
            await draft.AddExistingAsync(ResourceTypes.NetworkSecurityGroup, id, request.Location, cancellationToken).ConfigureAwait(false);
            return;
        }

        string open = bodies.HasPublicAddress ? $"Remote Desktop from {string.Join(", ", request.AllowRdpFrom)}" : "no inbound rule";
        await draft.AddAsync(ResourceTypes.NetworkSecurityGroup, bodies.SecurityGroupName, bodies.SecurityGroup(), open, groupExists, cancellationToken).ConfigureAwait(false);
        if (request.AllowRdpFrom.Contains(SourceAddresses.Everybody))
            draft.Warnings.Add("Remote Desktop is opened to the whole internet, as you asked. A legacy guest that anybody can reach is soon a compromised one: narrow the rule, or use Bastion or a VPN.");
    }

    private void CheckOwner(JsonElement? nic, string name)
    {
        if (nic?.TextAt("properties", "virtualMachine", "id") is { } owner && !owner.Equals(bodies.MachineId, StringComparison.OrdinalIgnoreCase))
            draft.Conflicts.Add(new NameConflict(ConflictKind.InUse, ResourceTypes.NetworkInterface, name, owner));
    }
}
