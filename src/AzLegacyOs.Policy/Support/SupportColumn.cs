namespace AzLegacyOs.Policy.Support;

/// <summary>The columns of the support matrix. The names are the element names of SupportMatrix.xml.</summary>
public enum SupportColumn
{
    MainstreamEnd,
    ExtendedEnd,

    /// <summary>Last day of Extended Security Updates for a VM in Azure.</summary>
    ExtendedSecurityUpdatesEnd,

    /// <summary>Can a new VM be made from it?</summary>
    Deployable,

    Marketplace,

    /// <summary>Does Azure take a generalized image of it?</summary>
    GeneralizedImage,

    Generations,

    /// <summary>The VM agent by the extension article of 2020-07-21 (KB 4078134).</summary>
    VmAgentExtensionArticle,

    /// <summary>The VM agent by the agent overview of 2025-08-18. The two articles disagree below Server 2016.</summary>
    VmAgentOverviewArticle,

    VmAccess,
    CustomScript,
    AzureMonitorAgent,

    /// <summary>Azure Backup through its extension in the guest.</summary>
    AzureBackup,

    Antimalware,
    DesiredStateConfiguration,
    InPlaceUpgrade,
    SiteRecovery,
    AzureMigrate,
    AcceleratedNetworking,
    Nvme,
    TrustedLaunch,
    IntegrationServices,
    MaxMemory,
    MaxProcessors,
}
