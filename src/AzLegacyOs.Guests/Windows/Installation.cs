using AzLegacyOs.Guests.Disk;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Where a Windows is.</summary>
/// <param name="Volume">The volume that holds the system root.</param>
/// <param name="SystemRoot">The system root without a drive letter, as the volume spells it: "\WINDOWS".</param>
/// <param name="FoundBy">"boot.ini", "BCD" or "search".</param>
internal sealed record Installation(DiskVolume Volume, string SystemRoot, string FoundBy)
{
    /// <summary>"\WINDOWS on partition 1".</summary>
    public string Description => Volume.Where(SystemRoot);

    /// <summary>Whether both name the same place.</summary>
    public bool IsSamePlace(Installation other) =>
        ReferenceEquals(Volume, other.Volume) && string.Equals(SystemRoot, other.SystemRoot, StringComparison.OrdinalIgnoreCase);
}
