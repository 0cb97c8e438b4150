namespace AzLegacyOs.Azure.Connections;

/// <summary>How to sign in.</summary>
public enum SignIn
{
    /// <summary>The session of Azure PowerShell, or else the chain of Azure.Identity.</summary>
    Default,

    /// <summary>A person enters a code in a browser, on this or another machine.</summary>
    DeviceCode,

    /// <summary>An application, with a secret or a certificate.</summary>
    ServicePrincipal,

    /// <summary>The identity of the machine that this runs on.</summary>
    ManagedIdentity,

    /// <summary>A token of the pipeline or cluster that this runs in, exchanged for one of Microsoft Entra.</summary>
    WorkloadIdentity,
}
