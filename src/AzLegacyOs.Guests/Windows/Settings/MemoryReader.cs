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
            KernelOriginalName = kernel.OriginalName is { } name
                ? Observed.Read(name, kernel.Exists.Where)
                : new Observed<string>(kernel.Version.State == ObservationState.Unreadable ? ObservationState.Unreadable : ObservationState.Missing, null, kernel.Exists.Where, kernel.Version.Reason),
        };
    }

    public static BigFileFacts ReadBigFiles(OfflineWindows windows) => new(Length(windows, @"\pagefile.sys"), Length(windows, @"\hiberfil.sys"));

    private static Observed<long> Length(OfflineWindows windows, string path)
    {
        string where = windows.Installation.Volume.Where(path);
        try
        {
            return windows.Installation.Volume.FindFile(path) is { } file ? Observed.Read(file.Length, where) : Observed.Missing<long>(where);
        }
        catch (IOException exception)
        {
            return Observed.Unreadable<long>(where, exception.Message);
        }
    }
}
