using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzLegacyOs.Azure.Texts;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Makes the credential that <see cref="AzureConnectionOptions"/> describe. Nothing is sent before the first token is needed.</summary>
internal sealed class Credentials
{
    private readonly AzureConnectionOptions _options;
    private readonly HttpPipelineTransport? _transport;

    // The sign-in of a cloud of somebody's own is not in Microsoft's list of sign-in services.
    private readonly bool _isOwnCloud;

    private Credentials(AzureConnectionOptions options, HttpPipelineTransport? transport)
    {
        _options = options;
        _transport = transport;
        _isOwnCloud = !AzureCloud.Known.Contains(options.Cloud);
    }

    /// <param name="options">Who signs in, and where.</param>
    /// <param name="transport">Carries the requests to the sign-in service; null for HTTP.</param>
    /// <exception cref="ArgumentException">Something that the way of signing in needs is missing.</exception>
    public static TokenCredential For(AzureConnectionOptions options, HttpPipelineTransport? transport = null)
    {
        if (options.AccessToken is { Length: > 0 } token) return new GivenTokenCredential(token);
        var credentials = new Credentials(options, transport);
        return options.SignIn switch
        {
            SignIn.DeviceCode => credentials.DeviceCode(),
            SignIn.ServicePrincipal => credentials.ServicePrincipal(),
            SignIn.ManagedIdentity => credentials.ManagedIdentity(),
            SignIn.WorkloadIdentity => credentials.WorkloadIdentity(),
            _ => credentials.Chain(),
        };
    }

    private DeviceCodeCredential DeviceCode() => new(At(new DeviceCodeCredentialOptions
    {
        TenantId = _options.TenantId,
        DisableInstanceDiscovery = _isOwnCloud,
        DeviceCodeCallback = (code, _) =>
        {
            _options.Tell(code.Message);
            return Task.CompletedTask;
        },
    }));

    private TokenCredential ServicePrincipal()
    {
        string tenant = _options.TenantId ?? Variable("AZURE_TENANT_ID") ?? throw new ArgumentException(AzureText.Of("SignIn.NeedsTenant"));
        string client = _options.ClientId ?? Variable("AZURE_CLIENT_ID") ?? throw new ArgumentException(AzureText.Of("SignIn.NeedsClient"));
        if (_options.CertificatePath is { } given) return Certificate(tenant, client, given);
        if ((_options.ClientSecret ?? Secrets.Read("AZURE_CLIENT_SECRET")) is { Length: > 0 } secret)
            return new ClientSecretCredential(tenant, client, secret.Reveal(), At(new ClientSecretCredentialOptions { DisableInstanceDiscovery = _isOwnCloud }));
        return Certificate(tenant, client, Variable("AZURE_CLIENT_CERTIFICATE_PATH") ?? throw new ArgumentException(AzureText.Of("SignIn.NeedsSecret")));
    }

    private ClientCertificateCredential Certificate(string tenant, string client, string path)
    {
        ClientCertificateCredentialOptions options = At(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = _isOwnCloud });
        if ((_options.CertificatePassword ?? Secrets.Read("AZURE_CLIENT_CERTIFICATE_PASSWORD")) is not { } password) return new ClientCertificateCredential(tenant, client, path, options);
        try
        {
            return new ClientCertificateCredential(tenant, client, new X509Certificate2(path, password), options);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException(AzureText.Of("SignIn.CertificateUnreadable", path, e.Message), e);
        }
    }

    private ManagedIdentityCredential ManagedIdentity() =>
        new(At(new ManagedIdentityCredentialOptions(_options.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned)));

    private WorkloadIdentityCredential WorkloadIdentity()
    {
        WorkloadIdentityCredentialOptions options = At(new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = _isOwnCloud });
        if (_options.TenantId is { } tenant) options.TenantId = tenant;
        if (_options.ClientId is { } client) options.ClientId = client;
        return new WorkloadIdentityCredential(options);
    }

    private ChainedTokenCredential Chain()
    {
        TokenCredential session = _options.Session is { } source
            ? new SessionCredential(source, _options.TenantId)
            : new AzurePowerShellCredential(At(new AzurePowerShellCredentialOptions { TenantId = _options.TenantId }));
        DefaultAzureCredentialOptions chain = At(new DefaultAzureCredentialOptions { ExcludeAzurePowerShellCredential = true, DisableInstanceDiscovery = _isOwnCloud });
        if (_options.TenantId is not null) chain.TenantId = _options.TenantId;
        return new ChainedTokenCredential(session, new DefaultAzureCredential(chain));
    }

    private T At<T>(T options)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = new Uri(_options.Cloud.AuthorityHost);
        if (_transport is not null) options.Transport = _transport;
        return options;
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
