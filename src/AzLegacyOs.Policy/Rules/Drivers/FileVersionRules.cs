using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>ALO4031 to ALO4033 and ALO4036: system files that are older than the preparation articles ask for.</summary>
internal static class FileVersionRules
{
    /// <summary>The integration services of Server 2012 Hyper-V, the older of the two hosts that Microsoft names for Server 2003.</summary>
    private static readonly FileVersionFloor Nt5Bus = new(new Version(6, 2, 9200, 0), null);

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO4031", Severity.Information, RuleScope.Nt6, "U1", BelowFloor),
        new("ALO4032", Severity.Information, RuleScope.Settings, "U1", NoFloor),
        new("ALO4033", Severity.Warning, RuleScope.Nt6, "U1", OldIntegrationServices),
        new("ALO4036", Severity.Warning, RuleScope.Nt5, "A9", OldIntegrationServicesNt5),
    ];

    private static IEnumerable<Sighting> BelowFloor(RuleContext context)
    {
        if (HasFloors(context) && context.Settings.Files is { } files)
        {
            return Sighting.Merge(files.Values
                .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
                .SelectMany(file => Below(file, FileVersionFloors.Of(file.Name, context.Guest!.Build!.Value))));
        }

        return [];
    }

    /// <summary>The synthetic storage filter carries the version of the integration components, on Windows 7 to 8.1 that of branch 6.3.</summary>
    private static IEnumerable<Sighting> OldIntegrationServices(RuleContext context)
        => HasFloors(context) && context.File("vmstorfl.sys") is { } file
            ? Below(file, FileVersionFloors.OfIntegrationServices(context.Guest!.Build!.Value))
            : [];

    /// <summary>The bus driver is Microsoft's for Hyper-V alone, so that its version is that of the integration services.</summary>
    private static IEnumerable<Sighting> OldIntegrationServicesNt5(RuleContext context)
        => context.File("vmbus.sys") is { } file ? Below(file, Nt5Bus) : [];

    /// <summary>The article names 64-bit builds from 2008 R2 on; of the others nothing is known, which is not the same as fine.</summary>
    private static IEnumerable<Sighting> NoFloor(RuleContext context)
    {
        if (context.Settings.Files != null && (context.Is32Bit || context.Guest!.Build < FileVersionFloors.FirstBuild))
            yield return Sighting.At(context.Guest!.SystemRoot ?? context.Facts.Path, "ALO4032.Seen");
    }

    private static bool HasFloors(RuleContext context) => !context.Is32Bit && context.Guest!.Build is { } build && FileVersionFloors.Builds.Contains(build);

    /// <summary>A file that is not there, or has no version, is not old.</summary>
    private static IEnumerable<Sighting> Below(FileFacts file, FileVersionFloor? floor)
    {
        if (floor == null || file.Version.IsMissing)
            yield break;
        if (file.Version.State == ObservationState.Unreadable)
            yield return Sighting.Of(file.Name, file.Version);
        else if (!Version.TryParse(file.Version.Value, out Version? version) || floor.IsAbove(version))
            yield return new Sighting($"{file.Name} {file.Version.Value} < {floor}", file.Version.Where);
    }
}
