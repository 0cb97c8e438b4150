using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Azure.Preflight;

/// <summary>What was asked of the place before the resources of a plan are looked at.</summary>
/// <param name="Sizes">The sizes that the region offers.</param>
/// <param name="Facts">The rest, without the size and what follows from the resources of the plan.</param>
internal sealed record PlatformReading(Observed<IReadOnlyList<VmSizeFacts>> Sizes, PlatformFacts Facts)
{
    private static readonly string[] ComputeTypes = ["disks", "virtualMachines"];

    private static readonly string[] NetworkTypes = ["networkSecurityGroups", "virtualNetworks", "networkInterfaces", "publicIPAddresses"];

    /// <summary>Asks everything at once.</summary>
    /// <param name="connection">The Azure to ask.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="groupId">The resource group; null while there is none.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<PlatformReading> ReadAsync(AzureConnection connection, string subscriptionId, DeploymentRequest request, string? groupId, CancellationToken cancellationToken)
    {
        var questions = new PlatformQuestions(connection, subscriptionId, request.Location);
        Task<Observed<IReadOnlyList<VmSizeFacts>>> sizes = SizesAsync(connection, request.Location, cancellationToken);
        Task<Observed<IReadOnlyList<QuotaFacts>>> quotas = questions.QuotasAsync(cancellationToken);
        Task<Observed<ProviderFacts>> compute = questions.ProviderAsync("Microsoft.Compute", ComputeTypes, cancellationToken);
        Task<Observed<ProviderFacts>> network = questions.ProviderAsync("Microsoft.Network", NetworkTypes, cancellationToken);
        Task<Observed<IReadOnlyList<RolePermissions>>>? permissions = groupId is null ? null : questions.PermissionsAsync(groupId, cancellationToken);
        Task<Observed<SubnetFacts>>? subnet = request.SubnetId is null ? null : questions.SubnetAsync(request.SubnetId, request.AllowRdpFrom.Count > 0, cancellationToken);
        Task<Observed<IReadOnlyList<SecurityRuleFacts>>>? rules = request.NetworkSecurityGroupId is null ? null : questions.InboundRulesAsync(request.NetworkSecurityGroupId, cancellationToken);
        Task[] all = [.. new Task?[] { sizes, quotas, compute, network, permissions, subnet, rules }.OfType<Task>()];
        await Task.WhenAll(all).ConfigureAwait(false);

        Observed<IReadOnlyList<VmSizeFacts>> offered = sizes.Result;
        return new PlatformReading(offered, new PlatformFacts
        {
            Location = request.Location,
            SubscriptionId = subscriptionId,
            Zone = request.Zone,
            DiskSku = request.DiskSku,
            Caching = request.Caching,
            DataDisks = request.DataDiskPaths.Count,
            SizesOffered = offered.IsRead ? Observed.Read(offered.Value!.Count, offered.Where) : Observed.Unreadable<int>(offered.Where, offered.Reason!),
            Size = offered.IsRead ? Observed.Missing<VmSizeFacts>(offered.Where) : Observed.Unreadable<VmSizeFacts>(offered.Where, offered.Reason!),
            Quotas = quotas.Result,
            Providers = [compute.Result, network.Result],
            Subnet = subnet?.Result,
            InboundRules = rules?.Result,
            Permissions = permissions?.Result ?? Observed.Missing<IReadOnlyList<RolePermissions>>(AzureText.Of("Place.Group", request.ResourceGroup)),
            Objections = Observed.Missing<IReadOnlyList<Objection>>(AzureText.Of("Place.Group", request.ResourceGroup)),
        });
    }

    /// <summary>One that has rights on a resource group alone may not list sizes, and may deploy all the same. That the provider is not registered is a finding of its own.</summary>
    private static async Task<Observed<IReadOnlyList<VmSizeFacts>>> SizesAsync(AzureConnection connection, string location, CancellationToken cancellationToken)
    {
        string where = AzureText.Of("Place.Sizes", location);
        try
        {
            return Observed.Read(await VmSizeCatalog.ListAsync(connection, location, cancellationToken).ConfigureAwait(false), where);
        }
        catch (AzureOperationException exception) when (exception.ErrorId == "ProviderNotRegistered" || exception.Failure.Category == AzureFailureCategory.PermissionDenied)
        {
            return Observed.Unreadable<IReadOnlyList<VmSizeFacts>>(where, exception.Message);
        }
    }
}
