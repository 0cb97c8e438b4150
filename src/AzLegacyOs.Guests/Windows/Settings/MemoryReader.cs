using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads what decides how much memory a guest can use, and how much disk it gives to memory.</summary>
internal static class MemoryReader
{
    public static MemoryFacts Read(KeyView controlSet, FileFacts kernel)
    {
        KeyView memory = controlSet.Open(@"Control\Session Manager\Memory Management");
        return new MemoryFacts
        {
            PhysicalAddressExtension = memory.Number("PhysicalAddressExtension"),
            DisablePagingExecutive = memory.Number("DisablePagingExecutive"),
            KernelOriginalName = kernel.Version.Then(_ => kernel.OriginalName is { } name ? Observed.Read(name, kernel.Version.Where) : Observed.Missing<string>(kernel.Version.Where)),
        };
    }

    public static BigFileFacts ReadBigFiles(OfflineWindows windows) => new(Length(windows, @"\pagefile.sys"), Length(windows, @"\hiberfil.sys"));

    private static Observed<long> Length(OfflineWindows windows, string path)
    {
        DiskVolume volume = windows.Installation.Volume;
        string where = volume.Where(path);
        return Observation.Try(where, windows.Problems, () => volume.FindFile(path) is { } file ? Observed.Read(file.Length, where) : Observed.Missing<long>(where));
    }
}
