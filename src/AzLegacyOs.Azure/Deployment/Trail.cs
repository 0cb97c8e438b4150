using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Prices;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>What a run has made so far, in order, so that a failure can name it or remove it.</summary>
internal sealed class Trail(AzureConnection connection, string resourceGroup)
{
    private static readonly TimeSpan RemovalTime = TimeSpan.FromMinutes(5);

    // Nothing is waited for here but answers.
    private static readonly TimeSpan LookingTime = TimeSpan.FromSeconds(30);

    private readonly List<PlannedResource> _made = [];

    /// <summary>Notes a resource before it is asked for: a request that breaks off may have been carried out.</summary>
    public void Add(PlannedResource resource) => _made.Add(resource);

    /// <summary>Looks once more and notes a resource that is to be made: the plan may be hours old, and a PUT changes what somebody else made under the name since.</summary>
    /// <returns>A resource group that is there by now, which is used as it is; null for what is to be made. What failed before (a VM, an extension) is asked for again, and not noted: it was not made by this run.</returns>
    /// <exception cref="AzureOperationException">It is there, and was not when the plan was made.</exception>
    public async Task<JsonElement?> AddNewAsync(PlannedResource resource, CancellationToken cancellationToken)
    {
        // In a group that the run has just made there is nothing.
        bool isAlone = _made.Any(made => made.Type == ResourceTypes.ResourceGroup);
        if (isAlone || await new ResourceRequests(connection).FindAsync(resource.Type, resource.Id, cancellationToken).ConfigureAwait(false) is not { } there)
        {
            Add(resource);
            return null;
        }

        if (resource.Type == ResourceTypes.ResourceGroup) return there;
        return resource.Type is ResourceTypes.VirtualMachine or ResourceTypes.Extension && there.TextAt("properties", "provisioningState") == "Failed" ? null : throw Appeared(resource);
    }

    /// <summary>Takes back that a resource is one of this run.</summary>
    public void Forget(PlannedResource resource) => _made.Remove(resource);

    public bool Holds(PlannedResource resource) => _made.Contains(resource);

    /// <summary>The failure of a run that meets what was made by somebody else since it was planned.</summary>
    public static AzureOperationException Appeared(PlannedResource resource) => new(AzureText.Of("Doing.Create", ResourceIds.NameOf(resource.Type), resource.Name), new AzureFailure
    {
        ErrorId = "ResourceExists",
        Category = AzureFailureCategory.ResourceExists,
        Message = AzureText.Of("Failure.Appeared"),
        Hint = AzureText.Of("Hint.PlanAgain"),
    });

    /// <summary>What is left, with the commands that remove it, in an order in which they work. Asks Azure where it can be asked.</summary>
    public async Task<IReadOnlyList<LeftBehind>> FindAsync(bool remove)
    {
        using var limit = new CancellationTokenSource(remove ? RemovalTime : LookingTime);
        var requests = new ResourceRequests(connection);
        var left = new List<LeftBehind>();
        var meters = new Dictionary<string, PriceMeter>(StringComparer.OrdinalIgnoreCase);
        foreach (PlannedResource resource in Enumerable.Reverse(_made))
        {
            (bool isGone, JsonElement? seen) = await LookAsync(requests, resource, remove, limit.Token).ConfigureAwait(false);
            if (isGone) continue;
            left.Add(Describe(resource, seen));
            if (seen is { } body && PriceMeter.Of(resource.Type, body) is { } meter) meters[resource.Id] = meter;
        }

        return await RetailPrices.AddAsync(connection, left, meters).ConfigureAwait(false);
    }

    /// <returns>Whether it is gone, and what was seen of it before.</returns>
    private static async Task<(bool IsGone, JsonElement? Seen)> LookAsync(ResourceRequests requests, PlannedResource resource, bool remove, CancellationToken cancellationToken)
    {
        JsonElement? seen = null;
        try
        {
            bool isGone = await FailureMap.Guard(AzureText.Of("Doing.Remove", resource.Name), cancellationToken, async () =>
            {
                seen = await requests.FindAsync(resource.Type, resource.Id, cancellationToken).ConfigureAwait(false);
                if (seen is null) return true;
                if (!remove || await HoldsOtherThingsAsync(requests, resource, cancellationToken).ConfigureAwait(false)) return false;
                await requests.RemoveAsync(resource.Type, resource.Id, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            return (isGone, seen);
        }
        catch (Exception exception) when (exception is AzureOperationException or OperationCanceledException)
        {
            // It is named as left behind, which is the most that can be said.
            return (false, seen);
        }
    }

    /// <summary>A resource group goes with everything in it, so one that somebody else uses by now stays.</summary>
    private static async Task<bool> HoldsOtherThingsAsync(ResourceRequests requests, PlannedResource resource, CancellationToken cancellationToken) =>
        resource.Type == ResourceTypes.ResourceGroup
        && (await requests.ListAsync(resource.Type, resource.Id + "/resources", cancellationToken).ConfigureAwait(false)).Count > 0;

    private LeftBehind Describe(PlannedResource resource, JsonElement? seen)
    {
        (string PowerShell, string Cli) remove = resource.Type == ResourceTypes.ResourceGroup
            ? ($"Remove-AzResourceGroup -Name '{resourceGroup}'", $"az group delete --name '{resourceGroup}'")
            : ($"Remove-AzResource -ResourceId '{resource.Id}' -Force", $"az resource delete --ids '{resource.Id}'");

        // A disk to which access is given is not removed; that it was not taken back means that Azure could not be asked to.
        bool hasAccess = seen?.TextAt("properties", "diskState") is "ActiveUpload" or "ActiveSAS";
        return new LeftBehind(
            resource.Type,
            resource.Name,
            resource.Id,
            ResourceTypes.IsBilled(resource.Type),
            (hasAccess ? $"Revoke-AzDiskAccess -ResourceGroupName '{resourceGroup}' -DiskName '{resource.Name}'; " : "") + remove.PowerShell,
            (hasAccess ? $"az disk revoke-access --resource-group '{resourceGroup}' --name '{resource.Name}' && " : "") + remove.Cli);
    }
}
