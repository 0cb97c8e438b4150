using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Preflight;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;

namespace AzLegacyOs.Azure.Sizes;

/// <summary>What is wanted of a VM size besides that the guest can run on it.</summary>
public sealed record VmSizeWish
{
    /// <summary>The region; null where a saved list holds one alone.</summary>
    public string? Location { get; init; }

    /// <summary>"1", "2" or "3"; null for no zone.</summary>
    public string? Zone { get; init; }

    public string DiskSku { get; init; } = "StandardSSD_LRS";

    /// <summary>Data disks that will be attached.</summary>
    public int DataDisks { get; init; }

    /// <summary>The day that is judged for.</summary>
    public required DateTime AsOf { get; init; }
}

/// <summary>Finds the sizes that fit a guest.</summary>
public static class VmSizeSearch
{
    /// <summary>Asks the subscription: restrictions and quotas count.</summary>
    /// <exception cref="ArgumentException">No region is named.</exception>
    /// <exception cref="AzureOperationException">Azure refused or failed.</exception>
    public static async Task<IReadOnlyList<RankedVmSize>> AskAsync(AzureConnection connection, ImageFacts image, VmSizeWish wish, CancellationToken cancellationToken = default)
    {
        string location = (wish.Location ?? throw new ArgumentException(AzureText.Of("Size.NoRegion"))).Replace(" ", "").ToLowerInvariant();
        string subscription = await connection.GetSubscriptionIdAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VmSizeFacts> sizes = await VmSizeCatalog.ListAsync(connection, location, cancellationToken).ConfigureAwait(false);
        Observed<IReadOnlyList<QuotaFacts>> quotas = await new PlatformQuestions(connection, subscription, location).QuotasAsync(cancellationToken).ConfigureAwait(false);
        return VmSizeRanking.Rank(sizes, image, Place(wish with { Location = location }, subscription, quotas), wish.AsOf);
    }

    /// <summary>Looks in a list that was saved before; nothing is asked over the network.</summary>
    /// <exception cref="InvalidDataException">The file is no such list, or holds no size of the region.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<RankedVmSize> FromList(string path, ImageFacts image, VmSizeWish wish) => VmSizeRanking.Rank(
        VmSizeCatalog.Load(path, wish.Location?.Replace(" ", "").ToLowerInvariant()),
        image,
        Place(wish, "", Observed.Missing<IReadOnlyList<QuotaFacts>>(path)),
        wish.AsOf);

    private static PlatformFacts Place(VmSizeWish wish, string subscription, Observed<IReadOnlyList<QuotaFacts>> quotas) => new()
    {
        Location = wish.Location ?? "",
        SubscriptionId = subscription,
        Zone = wish.Zone,
        DiskSku = wish.DiskSku,
        DataDisks = wish.DataDisks,
        SizesOffered = Observed.Missing<int>(""),
        Size = Observed.Missing<VmSizeFacts>(""),
        Quotas = quotas,
        Providers = [],
        Permissions = Observed.Missing<IReadOnlyList<RolePermissions>>(""),
        Objections = Observed.Missing<IReadOnlyList<Objection>>(""),
    };
}
