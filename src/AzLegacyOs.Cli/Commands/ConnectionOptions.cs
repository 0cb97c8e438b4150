using System.CommandLine;
using System.CommandLine.Parsing;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options that say which Azure, and as whom.</summary>
internal sealed class ConnectionOptions
{
    private const string TokenVariable = "AZLEGACYOS_ACCESS_TOKEN";

    private readonly Option<bool> _rehearse = new("--rehearse");
    private readonly Option<string> _subscriptionId = new("--subscription-id");
    private readonly Option<string> _tenantId = new("--tenant-id");
    private readonly Option<string> _cloud = new("--cloud")
    {
        HelpName = string.Join('|', AzureCloud.Known.Select(cloud => cloud.Name)) + "|URI",
        DefaultValueFactory = _ => AzureCloud.Public.Name,
        Validators = { CheckCloud },
    };

    private readonly ValueOption<SignIn> _auth = SharedOptions.Choice("--auth", [], Enum.GetValues<SignIn>());
    private readonly Option<string> _clientId = new("--client-id") { HelpName = "ID" };
    private readonly Option<FileInfo> _certificate = new("--certificate") { HelpName = "FILE" };

    /// <summary>Those that mean something for a subscription, and <c>--rehearse</c>.</summary>
    public IEnumerable<Option> All => [_rehearse, _subscriptionId, _tenantId, _cloud, _auth, _clientId, _certificate];

    public Option<bool> Rehearse => _rehearse;

    public bool IsRehearsal(ParseResult parsed) => parsed.GetValue(_rehearse);

    private static void CheckCloud(OptionResult result)
    {
        string[] names = [.. AzureCloud.Known.Select(cloud => cloud.Name)];
        string given = result.Tokens.Count == 0 ? names[0] : result.Tokens[0].Value;
        if (!names.Contains(given, StringComparer.OrdinalIgnoreCase) && !given.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            result.AddError(CliText.Of("Usage.NoValue", given, "--cloud", string.Join('|', names) + "|https://..."));
    }

    /// <summary>Opens the Azure that the options name.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public async Task<OpenedAzure> OpenAsync(ParseResult parsed, CommandHost host, CancellationToken cancellationToken)
    {
        if (IsRehearsal(parsed)) return host.Rehearsal is { } given ? new OpenedAzure(given.Connect(), null) : OpenedAzure.Of(new RehearsalAzure());
        FileInfo? certificate = parsed.GetValue(_certificate);
        return new OpenedAzure(AzureConnection.Connect(new AzureConnectionOptions
        {
            SubscriptionId = parsed.GetValue(_subscriptionId),
            TenantId = parsed.GetValue(_tenantId),
            Cloud = await AzureCloud.FindAsync(parsed.GetRequiredValue(_cloud), cancellationToken),

            // Not options: arguments of a process can be seen by everyone on the machine.
            AccessToken = Secrets.Read(TokenVariable),
            SignIn = certificate is null ? _auth.ValueIn(parsed) ?? SignIn.Default : SignIn.ServicePrincipal,
            ClientId = parsed.GetValue(_clientId),
            CertificatePath = certificate?.FullName,
            Tell = message => host.Terminal.Error.WriteLine(message),
        }), null);
    }
}

/// <summary>The Azure of one command, with the rehearsal that ends with it.</summary>
internal sealed record OpenedAzure(AzureConnection Connection, RehearsalAzure? Own) : IDisposable
{
    public static OpenedAzure Of(RehearsalAzure own) => new(own.Connect(), own);

    public void Dispose() => Own?.Dispose();
}
