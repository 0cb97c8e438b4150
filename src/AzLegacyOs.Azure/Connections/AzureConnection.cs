using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload.Pacing;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;

namespace AzLegacyOs.Azure.Connections;

/// <summary>An Azure that can be asked and told: Resource Manager of one subscription, and the endpoint that takes disk pages.</summary>
/// <remarks>Nothing is sent before the first use.</remarks>
public sealed class AzureConnection
{
    private const string NetworkApiVersion = "2023-04-01";

    private const string StorageScope = "https://storage.azure.com/.default";

    private static readonly string[] NetworkTypes = ["virtualNetworks", "networkSecurityGroups", "publicIPAddresses", "networkInterfaces"];

    private string? _subscriptionId;

    internal AzureConnection(TokenCredential credential, AzureCloud cloud, string? subscriptionId, ServiceTransport? service = null)
    {
        Cloud = cloud;
        Service = service ?? new ServiceTransport();
        _subscriptionId = subscriptionId;
        var options = new ArmClientOptions { Environment = new ArmEnvironment(new Uri(cloud.ResourceManagerEndpoint), cloud.Audience) };
        Configure(options, Service);
        foreach (string type in NetworkTypes) options.SetApiVersion(new ResourceType("Microsoft.Network/" + type), NetworkApiVersion);
        Arm = new ArmClient(credential, subscriptionId, options);
        Pages = PagePipeline(Service);
        Blobs = PagePipeline(Service, new BearerTokenAuthenticationPolicy(credential, StorageScope));
    }

    /// <summary>The cloud it belongs to.</summary>
    public AzureCloud Cloud { get; }

    internal ArmClient Arm { get; }

    /// <summary>Carries page traffic. It adds no token: the address of a disk is its own key.</summary>
    internal HttpPipeline Pages { get; }

    /// <summary>Carries page traffic to storage accounts, signed in.</summary>
    internal HttpPipeline Blobs { get; }

    internal ServiceTransport Service { get; }

    /// <summary>Prepares a connection.</summary>
    public static AzureConnection Connect(AzureConnectionOptions options) =>
        new(Credentials.For(options), options.Cloud, options.SubscriptionId ?? NullIfEmpty(Environment.GetEnvironmentVariable("AZURE_SUBSCRIPTION_ID")));

    /// <summary>The subscription in use; where none was named, the only one that the identity can see.</summary>
    /// <exception cref="AzureOperationException">None was named and there is none or more than one, or Azure refused.</exception>
    public async Task<string> GetSubscriptionIdAsync(CancellationToken cancellationToken = default)
    {
        if (_subscriptionId is not null) return _subscriptionId;
        var found = new List<string>();
        await FailureMap.Guard(AzureText.Of("Doing.Subscriptions"), cancellationToken, async () =>
        {
            await foreach (var subscription in Arm.GetSubscriptions().GetAllAsync(cancellationToken).ConfigureAwait(false))
                found.Add(subscription.Data.SubscriptionId);
        }).ConfigureAwait(false);
        if (found.Count != 1)
        {
            throw new AzureOperationException(AzureText.Of("Doing.Subscription"), new AzureFailure
            {
                ErrorId = "SubscriptionNotChosen",
                Category = AzureFailureCategory.InvalidArgument,
                Message = found.Count == 0 ? AzureText.Of("Subscription.None") : AzureText.Of("Subscription.Several", found.Count),
                Hint = found.Count == 0 ? AzureText.Of("Subscription.NoneHint") : AzureText.Of("Subscription.SeveralHint", string.Join(", ", found.Take(10))),
            });
        }

        return _subscriptionId = found[0];
    }

    /// <summary>A pipeline for page traffic.</summary>
    internal static HttpPipeline PagePipeline(ServiceTransport service, params HttpPipelinePolicy[] signing)
    {
        var options = Configure(new PageOptions(), service);
        options.Retry.NetworkTimeout = service.PageTimeout;

        // The address of a disk is its key, so that nothing about these requests is logged, whatever a transport may say in its exceptions.
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return HttpPipelineBuilder.Build(options, [], [new PacingPolicy(), .. signing], null);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static T Configure<T>(T options, ServiceTransport service)
        where T : ClientOptions
    {
        if (service.Transport is not null) options.Transport = service.Transport;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = service.RetryDelay;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.Retry.MaxRetries = service.MaxRetries;
        options.Retry.NetworkTimeout = service.NetworkTimeout;

        // The answer of beginGetAccess holds the address of the disk, signature included.
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.ApplicationId = "AzLegacyOs";
        return options;
    }

    private sealed class PageOptions : ClientOptions;
}
