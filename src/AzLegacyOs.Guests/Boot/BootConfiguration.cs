using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>What starts from this disk.</summary>
internal sealed record BootConfiguration
{
    /// <summary>The active partition, or the EFI system partition; null where there is none.</summary>
    public DiskVolume? BootVolume { get; init; }

    public BootIniFacts? BootIni { get; init; }

    public BcdFacts? Bcd { get; init; }

    /// <summary>The hive of the boot store; null where there is no such file.</summary>
    public HiveFacts? StoreHive { get; init; }

    /// <summary>Why a boot configuration that is there could not be read, so that nothing can be said of its entries; null where it could, or there is none.</summary>
    public string? Problem { get; init; }

    /// <summary>Where the entry leads that starts unattended; null where no boot configuration could be read.</summary>
    public BootTarget? Default { get; init; }

    /// <summary>Where all entries lead, the default one first.</summary>
    public IReadOnlyList<BootTarget> Targets { get; init; } = [];
}
