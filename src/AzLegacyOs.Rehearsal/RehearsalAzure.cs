using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Disks;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Resources;
using AzLegacyOs.Rehearsal.Storage;
using Azure.Core;

namespace AzLegacyOs.Rehearsal;

/// <summary>An Azure that lives in this process: it answers like Resource Manager and the disk upload endpoint, with their refusals.</summary>
/// <remarks>It opens no port and leaves no file behind. Everything in it is gone when it is disposed.</remarks>
public sealed class RehearsalAzure : IDisposable
{
    private readonly object _lock = new();
    private readonly ResourceStore _store;
    private readonly ResourceManagerService _resources;
    private readonly BootDiagnostics _diagnostics;
    private readonly string _token = "rehearsal-" + Guid.NewGuid().ToString("N");
    private readonly Uri _endpoint = new(AzureCloud.Public.ResourceManagerEndpoint);

    /// <summary>Makes an empty one.</summary>
    public RehearsalAzure()
    {
        _diagnostics = new BootDiagnostics(Subscription);
        _store = new ResourceStore(AzureCloud.Public.ResourceManagerEndpoint, SubscriptionId, _token, () => Clock());
        _resources = new ResourceManagerService(_store, Subscription, _diagnostics, SubscriptionId, _token);
    }

    /// <summary>The one subscription that it has.</summary>
    public string SubscriptionId { get; } = "00000000-0000-4000-8000-000000000001";

    /// <summary>Called before each request; a reply of its own is given in place of the real one, an IOException is a broken connection.</summary>
    internal Func<RehearsalRequest, RehearsalReply?>? Interference { get; set; }

    /// <summary>Called after each request.</summary>
    internal Action<RehearsalRequest, RehearsalReply>? Observer { get; set; }

    /// <summary>The ids of everything that is there.</summary>
    internal IReadOnlyList<string> ResourceIds
    {
        get
        {
            lock (_lock) return [.. _store.All.Select(resource => resource.Id)];
        }
    }

    /// <summary>What the subscription is like.</summary>
    internal RehearsalSubscription Subscription { get; } = new();

    internal Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

    internal string Token => _token;

    /// <summary>The one identity that it knows.</summary>
    internal TokenCredential Identity => new Credential(_token);

    /// <summary>A connection to it. Any number of connections see the same resources.</summary>
    public AzureConnection Connect() => Connect(maxRetries: 5);

    /// <summary>What a managed disk holds: the fixed VHD as it was uploaded, footer included. Valid until the rehearsal is disposed or the disk is removed.</summary>
    /// <param name="name">Name or resource id of the disk.</param>
    /// <exception cref="KeyNotFoundException">There is no such disk.</exception>
    public ByteSource OpenUploadedDisk(string name)
    {
        lock (_lock)
        {
            Resource? disk = _store.All.FirstOrDefault(r => r.Pages is not null
                && (r.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || r.Id.Equals(name, StringComparison.OrdinalIgnoreCase)));
            return disk?.Pages!.Open() ?? throw new KeyNotFoundException($"The rehearsal has no disk {name}.");
        }
    }

    /// <summary>What a page blob of a storage account holds. Valid until the rehearsal is disposed or the blob is removed.</summary>
    /// <exception cref="KeyNotFoundException">There is no such blob.</exception>
    public ByteSource OpenPageBlob(Uri address) => _store.Blobs.Find(address).Blob?.Open() ?? throw new KeyNotFoundException($"The rehearsal has no page blob {address.GetLeftPart(UriPartial.Path)}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock) _store.Dispose();
    }

    internal AzureConnection Connect(int maxRetries, RehearsalTransport? transport = null) =>
        new(Identity, AzureCloud.Public, SubscriptionId, new ServiceTransport
        {
            Transport = transport ?? new RehearsalTransport(Answer),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetries = maxRetries,
            PollingInterval = TimeSpan.FromMilliseconds(5),

            // No line is waited for here, but maybe a busy machine.
            PriceLimit = () => new CancellationTokenSource(TimeSpan.FromMinutes(1)),
        });

    /// <summary>Makes a storage account other than the usual one: in West Europe, with shared keys, and the identity may write.</summary>
    internal StorageAccount AddStorageAccount(string name, string location = "westeurope", bool allowsSharedKeys = true, bool hasRole = true) =>
        _store.Account(name, location, allowsSharedKeys, hasRole);

    /// <summary>Lets an access run out now.</summary>
    internal void Expire(string container)
    {
        if (_store.Pages.Find(container) is { } grant) grant.Expires = Clock();
    }

    /// <summary>Takes an access back, as somebody else's End access on an unfinished disk does.</summary>
    internal void Revoke(string container)
    {
        if (_store.Pages.Find(container) is not { } grant) return;
        lock (_lock)
        {
            grant.IsRevoked = true;
            foreach (Resource disk in _store.All.Where(r => r.Access == grant))
            {
                disk.Access = null;
                disk.Properties["diskState"] = "ReadyToUpload";
            }
        }
    }

    /// <summary>Answers one request.</summary>
    internal RehearsalReply Answer(RehearsalRequest request)
    {
        RehearsalReply? reply = Interference?.Invoke(request);
        if (reply is null)
        {
            if (request.Uri.Host.Equals(_endpoint.Host, StringComparison.OrdinalIgnoreCase))
            {
                lock (_lock) reply = _resources.Answer(request);
            }
            else if (request.Uri.Host == BootDiagnostics.Host)
            {
                reply = _diagnostics.Answer(request);
            }
            else if (request.Uri.Host == PriceList.Host)
            {
                reply = PriceList.Answer(request);
            }
            else
            {
                reply = BlobService.Serves(request.Uri.Host) ? _store.Blobs.Answer(request) : _store.Pages.Answer(request);
            }
        }

        Observer?.Invoke(request, reply);
        return reply;
    }

    private sealed class Credential(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
