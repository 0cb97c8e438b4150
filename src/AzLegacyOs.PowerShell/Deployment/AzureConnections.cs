using AzLegacyOs.Azure.Connections;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Makes connections from what a cmdlet was told.</summary>
internal static class AzureConnections
{
    public static AzureConnection Connect(AzureParameters parameters) => parameters.Rehearse ? LastRehearsal.Azure.Connect() : AzureConnection.Connect(new AzureConnectionOptions
    {
        SubscriptionId = parameters.SubscriptionId,
        TenantId = parameters.TenantId,
        Cloud = AzureCloud.Find(parameters.Environment),
        AccessToken = parameters.AccessToken,
    });
}
