using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Connections;

/// <summary>An Azure cloud: where its Resource Manager and its sign-in are.</summary>
public sealed record AzureCloud
{
    /// <summary>The public cloud.</summary>
    public static readonly AzureCloud Public = new()
    {
        Name = "Public",
        ResourceManagerEndpoint = "https://management.azure.com",
        Audience = "https://management.azure.com/",
        AuthorityHost = "https://login.microsoftonline.com/",
        StorageDomain = "core.windows.net",
    };

    /// <summary>Azure US Government.</summary>
    public static readonly AzureCloud UsGovernment = new()
    {
        Name = "UsGovernment",
        ResourceManagerEndpoint = "https://management.usgovcloudapi.net",
        Audience = "https://management.core.usgovcloudapi.net/",
        AuthorityHost = "https://login.microsoftonline.us/",
        StorageDomain = "core.usgovcloudapi.net",
    };

    /// <summary>Azure operated by 21Vianet.</summary>
    public static readonly AzureCloud China = new()
    {
        Name = "China",
        ResourceManagerEndpoint = "https://management.chinacloudapi.cn",
        Audience = "https://management.core.chinacloudapi.cn/",
        AuthorityHost = "https://login.chinacloudapi.cn/",
        StorageDomain = "core.chinacloudapi.cn",
    };

    /// <summary>The clouds that have a name.</summary>
    public static IReadOnlyList<AzureCloud> Known { get; } = [Public, UsGovernment, China];

    public required string Name { get; init; }

    /// <summary>Absolute https address of Resource Manager, without a slash at the end.</summary>
    public required string ResourceManagerEndpoint { get; init; }

    /// <summary>What a token has to be issued for.</summary>
    public required string Audience { get; init; }

    /// <summary>Absolute https address of the sign-in service.</summary>
    public required string AuthorityHost { get; init; }

    /// <summary>The domain of its storage accounts; null where it is not known.</summary>
    private string? StorageDomain { get; init; }

    /// <summary>Whether a host is that of a storage account, as far as that is known.</summary>
    /// <remarks>"Storage account endpoints": ACCOUNT.blob.DOMAIN, or ACCOUNT.zNN.blob.storage.azure.net in the public cloud.</remarks>
    internal bool ServesBlobs(string host) => StorageDomain is null || new[] { StorageDomain, "storage.azure.net" }.Any(domain => host.EndsWith(".blob." + domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a cloud by one of our names, by the names that Az PowerShell and the Azure CLI use, or by the https address of its Resource Manager, which is asked.</summary>
    /// <exception cref="ArgumentException">No cloud has that name.</exception>
    /// <exception cref="AzureOperationException">What is at the address cannot be reached, or is no Resource Manager.</exception>
    public static Task<AzureCloud> FindAsync(string name, CancellationToken cancellationToken = default) => FindAsync(name, null, cancellationToken);

    internal static async Task<AzureCloud> FindAsync(string name, HttpPipelineTransport? transport, CancellationToken cancellationToken) =>
        Uri.TryCreate(name, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme == Uri.UriSchemeHttps
            ? Known.FirstOrDefault(cloud => new Uri(cloud.ResourceManagerEndpoint).Host == endpoint.Host) ?? await CloudEndpoints.AskAsync(endpoint, transport, cancellationToken).ConfigureAwait(false)
            : Find(name);

    private static AzureCloud Find(string name) => name.ToUpperInvariant() switch
    {
        "PUBLIC" or "AZURECLOUD" or "AZUREPUBLICCLOUD" => Public,
        "USGOVERNMENT" or "AZUREUSGOVERNMENT" or "AZUREUSGOVERNMENTCLOUD" => UsGovernment,
        "CHINA" or "AZURECHINACLOUD" => China,
        _ => throw new ArgumentException(AzureText.Of("Cloud.Unknown", name, string.Join(", ", Known.Select(c => c.Name)))),
    };
}
