using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Boot;

/// <summary>ALO2041 to ALO2044: what happens to the other disks of the VM.</summary>
internal static class StorageRules
{
    private const uint OnlineAll = 1;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO2041", Severity.Warning, RuleScope.Nt6, "U1 GS7 GS24", SanPolicy) { Repairable = true },
        new("ALO2042", Severity.Information, RuleScope.Nt5, "GS24", NoAutoMount) { Repairable = true },
        new("ALO2043", Severity.Warning, RuleScope.Settings, "D14", DriveD),
        new("ALO2044", Severity.Warning, RuleScope.Nt5, "MNTD", SystemLetterElsewhere) { Repairable = true },
    ];

    /// <summary>Without a value the release's default holds: offline shared on Server 2008 Enterprise and Datacenter and on Server 2016.</summary>
    private static IEnumerable<Sighting> SanPolicy(RuleContext context)
    {
        Observed<uint>? policy = context.Settings.Storage?.SanPolicy;
        if (policy == null || policy.Is(OnlineAll))
            yield break;
        if (policy.IsRead || !policy.IsMissing)
            yield return Sighting.Of("SanPolicy", policy);
        else if (DefaultIsOfflineShared(context))
            yield return Sighting.At(policy.Where, "ALO2041.SeenDefault").As(Severity.Information);
    }

    private static bool DefaultIsOfflineShared(RuleContext context) => context.Release switch
    {
        WindowsRelease.WindowsServer2016 => true,
        WindowsRelease.WindowsServer2008 => context.Guest!.Edition is { } edition
            && (edition.IndexOf("Enterprise", StringComparison.OrdinalIgnoreCase) >= 0 || edition.IndexOf("Datacenter", StringComparison.OrdinalIgnoreCase) >= 0),
        _ => false,
    };

    private static IEnumerable<Sighting> NoAutoMount(RuleContext context)
    {
        if (context.Settings.Storage?.NoAutoMount is { IsRead: true } value && value.Value != 0)
            yield return Sighting.Of("NoAutoMount", value);
    }

    /// <summary>Where Windows itself is on D:, it keeps the letter, and the temporary disk gets another one.</summary>
    private static IEnumerable<Sighting> DriveD(RuleContext context)
    {
        if (context.Settings.SystemDrive != "D:" && context.Settings.Storage?.DriveLetters is { IsRead: true } letters && letters.Value!.Contains("D:", StringComparer.OrdinalIgnoreCase))
            yield return Sighting.At(letters.Where, "ALO2043.Seen", string.Join(", ", letters.Value!));
    }

    /// <summary>Windows then gives its own volume another letter, finds no program at the old one, and logs everybody off again.</summary>
    private static IEnumerable<Sighting> SystemLetterElsewhere(RuleContext context)
    {
        PartitionFacts? system = context.Disk.Partitions.FirstOrDefault(partition => partition.Number == context.Guest!.PartitionNumber);
        MountedVolumeFacts? bound = context.Settings.Storage?.MountedVolumes.FirstOrDefault(volume => volume.Letter == context.Settings.SystemDrive && volume.DiskSignature != null);
        if (system == null || bound == null || context.Disk.MbrSignature is not { } signature)
            yield break;
        if (bound.DiskSignature != signature || bound.Offset != system.Offset)
            yield return Sighting.At(bound.Where, "ALO2044.Seen", $"{bound.DiskSignature:X8}", bound.Offset, $"{signature:X8}", system.Offset);
    }
}
