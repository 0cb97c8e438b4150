using System.Text;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads what waits for the next start.</summary>
internal static class PendingReader
{
    public static PendingFacts Read(OfflineWindows windows, KeyView controlSet)
    {
        KeyView current = windows.Software.Open(@"Microsoft\Windows\CurrentVersion");
        return new PendingFacts
        {
            ServicingReboot = current.Open(@"Component Based Servicing\RebootPending").Existence,
            UpdateReboot = current.Open(@"WindowsUpdate\Auto Update\RebootRequired").Existence,
            ServicingTransaction = windows.Files.Exists(windows.Path(@"\WinSxS\pending.xml")),
            FileRenames = controlSet.Open(@"Control\Session Manager").Bytes("PendingFileRenameOperations").Select(CountPairs, whenMissing: 0),
        };
    }

    /// <summary>Pairs of an old and a new name. The new name is empty for a file to be deleted, so the list cannot be read as one that ends at an empty text.</summary>
    private static int CountPairs(byte[] data)
    {
        string[] names = Encoding.Unicode.GetString(data).Split('\0');
        return names.Where((name, i) => i % 2 == 0 && name.Length > 0).Count();
    }
}
