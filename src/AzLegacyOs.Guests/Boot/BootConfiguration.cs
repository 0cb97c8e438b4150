using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>What starts from this disk.</summary>
internal sealed record BootConfiguration
{
    /// <summary>The active partition, or the EFI system partition; null where there is none.</summary>
    public DiskVolume? BootVolume { get; init; }

    /// <summary>The files looked for, with whether they exist; one that could not be looked for is left out.</summary>
    public IReadOnlyDictionary<string, bool> BootFiles { get; init; } = new Dictionary<string, bool>();

    public BootIniFacts? BootIni { get; init; }

    public BcdFacts? Bcd { get; init; }

    /// <summary>Where the entry leads that starts unattended; null where no boot configuration could be read.</summary>
    public BootTarget? Default { get; init; }

    /// <summary>Where all entries lead, the default one first.</summary>
    public IReadOnlyList<BootTarget> Targets { get; init; } = [];
}
