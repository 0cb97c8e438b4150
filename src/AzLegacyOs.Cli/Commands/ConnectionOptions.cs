using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security;
using AzLegacyOs.Azure.Connections;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options that say which Azure, and as whom.</summary>
internal sealed class ConnectionOptions
{
    private const string TokenVariable = "AZLEGACYOS_ACCESS_TOKEN";

    private readonly Option<string> _subscriptionId = new("--subscription-id");
    private readonly Option<string> _tenantId = new("--tenant-id");
    private readonly Option<AzureCloud> _cloud = new("--cloud")
    {
        HelpName = string.Join('|', AzureCloud.Known.Select(cloud => cloud.Name)),
        CustomParser = FindCloud,
    };

    public IEnumerable<Option> All => [_subscriptionId, _tenantId, _cloud];

    public AzureConnection Connect(ParseResult parsed) => AzureConnection.Connect(new AzureConnectionOptions
    {
        SubscriptionId = parsed.GetValue(_subscriptionId),
        TenantId = parsed.GetValue(_tenantId),
        Cloud = parsed.GetValue(_cloud) ?? AzureCloud.Public,
        AccessToken = ReadToken(),
    });

    private static AzureCloud? FindCloud(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (AzureCloud.Known.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        result.AddError($"'{name}' is not a value of --cloud: {string.Join('|', AzureCloud.Known.Select(cloud => cloud.Name))}.");
        return null;
    }

    // Not an option: arguments of a process can be seen by everyone on the machine.
    private static SecureString? ReadToken()
    {
        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } text) return null;
        var token = new SecureString();
        foreach (char c in text) token.AppendChar(c);
        token.MakeReadOnly();
        return token;
    }
}
