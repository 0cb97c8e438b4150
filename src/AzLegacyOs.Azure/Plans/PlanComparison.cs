using System.Text.Json;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Plans;

/// <summary>Whether a plan that was reviewed still holds: the image and the subscription are as they were.</summary>
/// <remarks>
/// What is run is a plan that was made just now from the same request; the reviewed one says what it may contain. So a file that was changed
/// by hand cannot make a run do anything that a plan would not. Resources that were to be made and are there by now, just as they were to be
/// made, are what an interrupted run of the same plan leaves, and no reason to refuse.
/// </remarks>
public static class PlanComparison
{
    /// <summary>The new plan, with a refusal for each difference from the reviewed one.</summary>
    public static DeploymentPlan Hold(DeploymentPlan reviewed, DeploymentPlan current) => current with { Refusals = [.. current.Refusals, .. Differences(reviewed, current)] };

    /// <summary>Reasons not to run a new plan in the name of a reviewed one; empty when they agree.</summary>
    public static IReadOnlyList<DeploymentRefusal> Differences(DeploymentPlan reviewed, DeploymentPlan current) => [.. Find(reviewed, current)];

    private static IEnumerable<DeploymentRefusal> Find(DeploymentPlan reviewed, DeploymentPlan current)
    {
        if (reviewed.ImageIdentity != current.ImageIdentity || !reviewed.DataDisks.Select(d => d.ImageIdentity).SequenceEqual(current.DataDisks.Select(d => d.ImageIdentity)))
            yield return Refuse("PlanImageDiffers", AzureText.Of("Plan.OtherImage"));
        if (!reviewed.SubscriptionId.Equals(current.SubscriptionId, StringComparison.OrdinalIgnoreCase))
            yield return Refuse("PlanSubscriptionDiffers", AzureText.Of("Plan.OtherSubscription", reviewed.SubscriptionId, current.SubscriptionId));
        foreach (string id in reviewed.Resources.Select(r => r.Id).Union(current.Resources.Select(r => r.Id), StringComparer.OrdinalIgnoreCase))
        {
            if (Compare(Resource(reviewed, id), Resource(current, id)) is { } reason) yield return Refuse("PlanOutdated", $"{id}: {reason}.");
        }

        // The reasons are sentences, in the language of their session.
        if (!reviewed.Extensions.Select(e => (e.Name, e.Action)).SequenceEqual(current.Extensions.Select(e => (e.Name, e.Action)))) yield return Refuse("PlanOutdated", AzureText.Of("Plan.OtherExtensions"));
    }

    private static string? Compare(PlannedResource? before, PlannedResource? now)
    {
        if (before is null) return AzureText.Of("Plan.New");
        if (now is null) return AzureText.Of("Plan.Gone");
        return (before.Action, now.Action) switch
        {
            (PlannedAction.Create, PlannedAction.Create) => SameBody(before, now) ? null : AzureText.Of("Plan.Otherwise"),
            (PlannedAction.Create, PlannedAction.Use) => now.Differences.Count == 0 ? null : AzureText.Of("Plan.ExistsNow", string.Join(", ", now.Differences)),
            (PlannedAction.Use, PlannedAction.Create) => AzureText.Of("Plan.NotThere"),
            _ => null,
        };
    }

    private static PlannedResource? Resource(DeploymentPlan plan, string id) => plan.Resources.FirstOrDefault(r => r.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static bool SameBody(PlannedResource one, PlannedResource other)
    {
        using JsonDocument first = JsonSerializer.SerializeToDocument(one.Properties), second = JsonSerializer.SerializeToDocument(other.Properties);
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    private static DeploymentRefusal Refuse(string errorId, string reason) => new() { ErrorId = errorId, Reason = reason, Remedy = AzureText.Of("Plan.Again") };
}
