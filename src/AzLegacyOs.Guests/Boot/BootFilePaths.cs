using AzLegacyOs.Disks.Partitions;

namespace AzLegacyOs.Guests.Boot;

/// <summary>The files that start a Windows, on the active partition of an MBR disk or the EFI system partition of a GPT disk.</summary>
internal static class BootFilePaths
{
    public const string BootIni = @"\boot.ini";
    public const string BootManager = @"\bootmgr";
    public const string BiosStore = @"\Boot\BCD";
    public const string EfiStore = @"\EFI\Microsoft\Boot\BCD";

    /// <summary>All that are looked for.</summary>
    public static IReadOnlyList<string> For(PartitionTableStyle style) => style == PartitionTableStyle.Gpt
        ? [@"\EFI\Microsoft\Boot\bootmgfw.efi", EfiStore, @"\EFI\Boot\bootx64.efi", @"\EFI\Boot\bootaa64.efi"]
        : [@"\ntldr", @"\NTDETECT.COM", BootIni, BootManager, BiosStore];

    /// <summary>The boot store.</summary>
    public static string Store(PartitionTableStyle style) => style == PartitionTableStyle.Gpt ? EfiStore : BiosStore;
}
