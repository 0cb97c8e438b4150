using AzLegacyOs.Azure.Connections;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Makes connections from what a cmdlet was told.</summary>
internal static class AzureConnections
{
    public static AzureConnection Connect(IAzureCmdlet cmdlet) => AzureConnection.Connect(new AzureConnectionOptions
    {
        SubscriptionId = cmdlet.SubscriptionId,
        TenantId = cmdlet.TenantId,
        Cloud = AzureCloud.Find(cmdlet.Environment),
        AccessToken = cmdlet.AccessToken,
    });
}
