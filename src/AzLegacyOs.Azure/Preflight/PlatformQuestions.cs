using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Preflight;

/// <summary>Asks a subscription what a deployment depends on. Everything that is sent only reads.</summary>
/// <remarks>What the identity may not ask, or the service does not answer, is unreadable and never taken for fine. A service that cannot be reached ends the planning.</remarks>
internal sealed class PlatformQuestions(AzureConnection connection, string subscriptionId, string location)
{
    private const string ComputeVersion = "2023-07-01";

    private const string ProvidersVersion = "2022-09-01";

    private const string PermissionsVersion = "2022-04-01";

    private const string DeploymentsVersion = "2021-04-01";

    // One that tells whether a subnet is private.
    private const string SubnetVersion = "2023-11-01";

    private readonly ResourceRequests _requests = new(connection);

    private string Subscription => "/subscriptions/" + subscriptionId;

    /// <summary>Usage and limits of Compute in the region.</summary>
    public Task<Observed<IReadOnlyList<QuotaFacts>>> QuotasAsync(CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<QuotaFacts>>(AzureText.Of("Place.Usages", location), cancellationToken, async () =>
        {
            IReadOnlyList<JsonElement> rows = await _requests
                .ListAsync($"{Subscription}/providers/Microsoft.Compute/locations/{location}/usages?api-version={ComputeVersion}", cancellationToken).ConfigureAwait(false);
            return
            [
                .. from row in rows
                   let name = row.TextAt("name", "value")
                   let used = row.NumberAt("currentValue")
                   let limit = row.NumberAt("limit")
                   where name is not null && used is not null && limit is not null
                   select new QuotaFacts(name, used.Value, limit.Value),
            ];
        });

    /// <summary>How a provider is registered, and where it offers some of its types.</summary>
    public Task<Observed<ProviderFacts>> ProviderAsync(string name, IReadOnlyList<string> types, CancellationToken cancellationToken) =>
        AskAsync(AzureText.Of("Place.Provider", name), cancellationToken, async () =>
        {
            JsonElement? provider = await _requests.GetAsync($"{Subscription}/providers/{name}?api-version={ProvidersVersion}", cancellationToken).ConfigureAwait(false);
            if (provider is not { } found || found.TextAt("registrationState") is not { } state) return null;
            var locations = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            foreach (JsonElement type in found.ListAt("resourceTypes"))
            {
                if (type.TextAt("resourceType") is { } typeName && types.Contains(typeName, StringComparer.OrdinalIgnoreCase))
                    locations[typeName] = [.. type.ListAt("locations").Select(place => place.AsText()?.Replace(" ", "").ToLowerInvariant()).OfType<string>()];
            }

            return new ProviderFacts(name, state, locations);
        });

    /// <summary>What the identity may do in a resource group.</summary>
    public Task<Observed<IReadOnlyList<RolePermissions>>> PermissionsAsync(string groupId, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<RolePermissions>>(AzureText.Of("Place.Permissions", groupId), cancellationToken, async () =>
        {
            IReadOnlyList<JsonElement> rows = await _requests.ListAsync($"{groupId}/providers/Microsoft.Authorization/permissions?api-version={PermissionsVersion}", cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => new RolePermissions(Texts(row, "actions"), Texts(row, "notActions")))];
        });

    /// <summary>An existing subnet with its addresses and its ways out.</summary>
    public Task<Observed<SubnetFacts>> SubnetAsync(string subnetId, bool withPublicAddress, CancellationToken cancellationToken) =>
        AskAsync(AzureText.Of("Place.Subnet", subnetId), cancellationToken, async () =>
        {
            string networkId = subnetId.Substring(0, subnetId.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase));
            JsonElement? network = await _requests.GetAsync($"{networkId}?api-version={SubnetVersion}", cancellationToken).ConfigureAwait(false);
            string name = ResourceIds.NameOf(subnetId);
            JsonElement subnet = network?.ListAt("properties", "subnets").FirstOrDefault(s => name.Equals(s.TextAt("name"), StringComparison.OrdinalIgnoreCase)) ?? default;
            if (subnet.ValueKind != JsonValueKind.Object) return null;
            return new SubnetFacts
            {
                Name = name,
                SubscriptionId = subnetId.Split('/')[2],
                Location = network?.TextAt("location"),
                FreeAddresses = await FreeAddressesAsync(networkId, subnetId, cancellationToken).ConfigureAwait(false),
                DefaultOutboundAccess = subnet.At("properties", "defaultOutboundAccess")?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
                HasNatGateway = subnet.TextAt("properties", "natGateway", "id") is not null,
                DefaultRoute = await DefaultRouteAsync(subnet.TextAt("properties", "routeTable", "id"), cancellationToken).ConfigureAwait(false),
                Delegations = [.. subnet.ListAt("properties", "delegations").Select(d => d.TextAt("properties", "serviceName")).OfType<string>()],
                WithPublicAddress = withPublicAddress,
            };
        });

    /// <summary>The inbound rules of a network security group.</summary>
    public Task<Observed<IReadOnlyList<SecurityRuleFacts>>> InboundRulesAsync(string groupId, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<SecurityRuleFacts>>(AzureText.Of("Place.SecurityGroup", groupId), cancellationToken, async () =>
        {
            if (await _requests.FindAsync(ResourceTypes.NetworkSecurityGroup, groupId, cancellationToken).ConfigureAwait(false) is not { } group) return null;
            return
            [
                .. from rule in @group.ListAt("properties", "securityRules")
                   where "Inbound".Equals(rule.TextAt("properties", "direction"), StringComparison.OrdinalIgnoreCase)
                   select new SecurityRuleFacts(
                       rule.TextAt("name") ?? "",
                       (int)(rule.NumberAt("properties", "priority") ?? int.MaxValue),
                       "Allow".Equals(rule.TextAt("properties", "access"), StringComparison.OrdinalIgnoreCase),
                       rule.TextAt("properties", "protocol") ?? "*",
                       OneOrMore(rule, "sourceAddressPrefix", "sourceAddressPrefixes"),
                       OneOrMore(rule, "destinationPortRange", "destinationPortRanges")),
            ];
        });

    /// <summary>What Resource Manager objects to in a template.</summary>
    public async Task<Observed<IReadOnlyList<Objection>>> ObjectionsAsync(string groupId, string name, IReadOnlyDictionary<string, object?> template, CancellationToken cancellationToken)
    {
        string where = AzureText.Of("Place.Validation", groupId);
        try
        {
            JsonElement? answer = await FailureMap.Guard(AzureText.Of("Doing.Ask", where), cancellationToken, () => _requests.PostAsync(
                $"{groupId}/providers/Microsoft.Resources/deployments/{name}/validate?api-version={DeploymentsVersion}",
                new Dictionary<string, object?> { ["properties"] = new Dictionary<string, object?> { ["mode"] = "Incremental", ["template"] = template } },
                cancellationToken)).ConfigureAwait(false);
            JsonElement? error = answer?.Of("error");
            return Observed.Read<IReadOnlyList<Objection>>(error?.TextOf("code") is { } code ? [new Objection(code, Redaction.Clean(error?.TextOf("message") ?? ""))] : [], where);
        }
        catch (AzureOperationException exception) when (exception.Failure is { HttpStatus: 400 or 403 or 409, Code: not null })
        {
            return Observed.Read<IReadOnlyList<Objection>>([new Objection(exception.Failure.InnerCode ?? exception.Failure.Code!, exception.Failure.Message)], where);
        }
        catch (AzureOperationException exception) when (exception.Failure.HttpStatus is 404 or 405)
        {
            return Observed.Unreadable<IReadOnlyList<Objection>>(where, exception.Message);
        }
    }

    /// <summary>The limit counts what Azure may give; the addresses that it keeps for itself are taken off already.</summary>
    private async Task<long?> FreeAddressesAsync(string networkId, string subnetId, CancellationToken cancellationToken)
    {
        IReadOnlyList<JsonElement> usages = await _requests.ListAsync(ResourceTypes.VirtualNetwork, networkId + "/usages", cancellationToken).ConfigureAwait(false);
        JsonElement usage = usages.FirstOrDefault(u => subnetId.Equals(u.TextAt("id"), StringComparison.OrdinalIgnoreCase));
        return usage.At("currentValue") is { ValueKind: JsonValueKind.Number } used && usage.At("limit") is { ValueKind: JsonValueKind.Number } limit && limit.GetDouble() > 0
            ? (long)(limit.GetDouble() - used.GetDouble())
            : null;
    }

    private async Task<string?> DefaultRouteAsync(string? tableId, CancellationToken cancellationToken)
    {
        if (tableId is null) return null;
        JsonElement? table = await _requests.FindAsync(ResourceTypes.RouteTable, tableId, cancellationToken).ConfigureAwait(false);
        return table?.ListAt("properties", "routes").Where(route => route.TextAt("properties", "addressPrefix") == "0.0.0.0/0").Select(route => route.TextAt("properties", "nextHopType")).FirstOrDefault();
    }

    private static async Task<Observed<T>> AskAsync<T>(string where, CancellationToken cancellationToken, Func<Task<T?>> question)
        where T : class
    {
        try
        {
            T? answer = await FailureMap.Guard(AzureText.Of("Doing.Ask", where), cancellationToken, question).ConfigureAwait(false);
            return answer is null ? Observed.Missing<T>(where) : Observed.Read(answer, where);
        }
        catch (AzureOperationException exception) when (exception.ErrorId == "ProviderNotRegistered" || exception.Failure.Category is AzureFailureCategory.PermissionDenied or AzureFailureCategory.ObjectNotFound or AzureFailureCategory.InvalidArgument)
        {
            return Observed.Unreadable<T>(where, exception.Message);
        }
    }

    private static string[] Texts(JsonElement element, string name) => [.. element.ListAt(name).Select(item => item.AsText()).OfType<string>()];

    private static IReadOnlyList<string> OneOrMore(JsonElement rule, string one, string more) =>
        rule.TextAt("properties", one) is { Length: > 0 } single ? [single] : Texts(rule.At("properties") ?? default, more);
}
