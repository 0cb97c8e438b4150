using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Services;

/// <summary>ALO6011, ALO6036 and ALO6037: where the page file lies, and what files for memory add to the upload.</summary>
internal static class PageFileRules
{
    private const long LargePageFile = 1024L * 1024 * 1024;
    private const string TemporaryDisk = "D:";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO6011", Severity.Warning, RuleScope.Settings, "U1 SZ6", OnAnotherDrive) { Repairable = true },
        new("ALO6036", Severity.Information, RuleScope.Settings, "HIB", HibernationFile),
        new("ALO6037", Severity.Information, RuleScope.Settings, "U1", context => Takes(context.Settings.BigFiles?.PageFile, LargePageFile)),
    ];

    /// <summary>
    /// A page file on "?:" lies where Windows chooses, which is fine everywhere; one on D: is what the preparation article asks for where
    /// the size has a temporary disk. A further partition of this disk comes along.
    /// </summary>
    private static IEnumerable<Sighting> OnAnotherDrive(RuleContext context)
    {
        if (context.Settings.Storage?.PagingFiles is { State: ObservationState.Unreadable } unread)
            yield return Sighting.Of("PagingFiles", unread);
        if (context.Settings.Storage?.PagingFiles is not { IsRead: true } files)
            yield break;
        foreach (string file in files.Value!.Where(file => file.Length > 1 && file[1] == ':' && file[0] != '?'))
        {
            string drive = file.Substring(0, 2).ToUpperInvariant();
            if (drive != context.Settings.SystemDrive && !(drive == TemporaryDisk && context.Size?.HasTemporaryDisk == true) && !IsOnThisDisk(context, drive))
                yield return Sighting.At(files.Where, "ALO6011.Seen", file);
        }
    }

    private static bool IsOnThisDisk(RuleContext context, string drive)
        => context.Settings.Storage!.MountedVolumes.Any(volume => volume.Letter == drive && volume.DiskSignature is { } signature && signature == context.Disk.MbrSignature
            && context.Disk.Partitions.Any(partition => partition.Offset == volume.Offset));

    /// <summary>One that holds a session has a finding of its own.</summary>
    private static IEnumerable<Sighting> HibernationFile(RuleContext context)
        => context.Settings.Boot.Hibernated.Is(true) ? [] : Takes(context.Settings.BigFiles?.HibernationFile, 1);

    private static IEnumerable<Sighting> Takes(Observed<long>? length, long atLeast)
        => length is { IsRead: true } && length.Value >= atLeast ? [Sighting.At(length.Where, "Seen.Size", ByteSize.Format(length.Value))] : [];
}
