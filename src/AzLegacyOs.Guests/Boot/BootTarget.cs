using AzLegacyOs.Guests.Disk;

namespace AzLegacyOs.Guests.Boot;

/// <summary>Where an entry of a boot configuration leads.</summary>
/// <param name="Kind">"boot.ini" or "BCD".</param>
/// <param name="Where">The file or element that says so.</param>
/// <param name="Text">The entry in words.</param>
/// <param name="Volume">The volume it names; null where there is none such on this disk.</param>
/// <param name="SystemRoot">The system root it names; null where it names none.</param>
/// <param name="Reason">Why it leads nowhere; null where it leads somewhere.</param>
internal sealed record BootTarget(string Kind, string Where, string Text, DiskVolume? Volume, string? SystemRoot, string? Reason);
