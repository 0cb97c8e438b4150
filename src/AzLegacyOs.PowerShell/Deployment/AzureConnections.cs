using System.Management.Automation;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Makes connections from what a cmdlet was told.</summary>
internal static class AzureConnections
{
    /// <exception cref="ArgumentException">What was told does not go together.</exception>
    public static async Task<AzureConnection> ConnectAsync(AsyncCmdlet cmdlet, AzureParameters parameters)
    {
        if (parameters.Rehearse) return LastRehearsal.Azure.Connect();
        bool isPrincipal = parameters.Credential is not null || parameters.CertificatePath is not null;
        return AzureConnection.Connect(new AzureConnectionOptions
        {
            SubscriptionId = parameters.SubscriptionId,
            TenantId = parameters.TenantId,
            Cloud = await AzureCloud.FindAsync(parameters.Environment, cmdlet.StopToken).ConfigureAwait(false),
            AccessToken = parameters.AccessToken,
            SignIn = isPrincipal ? SignIn.ServicePrincipal : (SignIn)Enum.Parse(typeof(SignIn), parameters.Authentication, ignoreCase: true),
            ClientId = parameters.ApplicationId ?? parameters.Credential?.UserName,
            ClientSecret = parameters.Credential?.Password,
            CertificatePath = parameters.CertificatePath is { } path ? cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path) : null,
            CertificatePassword = parameters.CertificatePassword,
            Session = new AzSession(cmdlet).GetTokenAsync,

            // As Write-Host does it: seen at once in a session, and in what Receive-Job gives, for a job has no host.
            Tell = message => cmdlet.Post(() => cmdlet.WriteInformation(new HostInformationMessage { Message = SafeText.Escape(message) }, ["PSHOST"])),
        });
    }
}
