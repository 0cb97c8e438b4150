using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>The files that start a Windows, on the active partition of an MBR disk or the EFI system partition of a GPT disk.</summary>
internal static class BootFilePaths
{
    public const string BootIni = @"\boot.ini";

    private const string EfiStore = @"\EFI\Microsoft\Boot\BCD";
    private const string BiosStore = @"\Boot\BCD";

    private static readonly string[] LegacyLoader = [@"\ntldr", @"\NTDETECT.COM", BootIni];
    private static readonly string[] BootManager = [@"\bootmgr", BiosStore];

    /// <summary>The boot store.</summary>
    public static string Store(PartitionTableStyle style) => style == PartitionTableStyle.Gpt ? EfiStore : BiosStore;

    /// <summary>The files that a guest needs to start.</summary>
    /// <param name="style">The partition table.</param>
    /// <param name="guest">The guest; where its version is not known, nothing can be said to be needed.</param>
    public static IReadOnlyList<string> NeededBy(PartitionTableStyle style, GuestFacts guest)
    {
        if (style == PartitionTableStyle.Gpt)
        {
            // The firmware of a new VM has no entry of its own yet and starts the fallback by the processor's name.
            string fallback = guest.Architecture == MachineArchitecture.Arm64 ? @"\EFI\Boot\bootaa64.efi" : @"\EFI\Boot\bootx64.efi";
            return [@"\EFI\Microsoft\Boot\bootmgfw.efi", EfiStore, fallback];
        }

        return guest.Version is not { } version ? [] : version.StartsWith("4.", StringComparison.Ordinal) || version.StartsWith("5.", StringComparison.Ordinal) ? LegacyLoader : BootManager;
    }
}
