using System.Text;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Puts together how the guest starts.</summary>
internal static class BootFactsReader
{
    private const string HibernationFile = @"\hiberfil.sys";

    public static BootFacts Read(OfflineWindows windows, GuestFacts guest, DiskLayout disk, BootConfiguration boot)
    {
        IReadOnlyList<string> needed = BootFilePaths.NeededBy(disk.Table.Style, guest);
        Dictionary<string, FileEntry?> files = LookForBootFiles(needed, boot.BootVolume, windows.Problems);
        return new BootFacts
        {
            BootFiles = files.ToDictionary(f => f.Key, f => f.Value is not null, StringComparer.OrdinalIgnoreCase),
            CompressedBootFiles = [.. files.Where(f => f.Value is NtfsEntry entry && (entry.Attributes & FileAttributes.Compressed) != 0).Select(f => f.Key)],
            BootPartitionNumber = boot.BootVolume?.Number,
            Hal = HalReader.Read(windows),
            DefaultEntry = DescribeDefault(windows.Installation, boot),
            BootIni = boot.BootIni,
            Bcd = boot.Bcd,
            Hibernated = ReadHibernation(windows),
        };
    }

    private static Observed<string> DescribeDefault(Installation installation, BootConfiguration boot)
    {
        if (boot.Default is not { } entry)
        {
            if (boot.Problem is not null) return Observed.Unreadable<string>($"the boot configuration on {boot.BootVolume!.Description}", boot.Problem);
            return boot.BootVolume is { } volume
                ? Observed.Missing<string>($"{volume.Description} has no boot.ini and no boot store")
                : Observed.Missing<string>("the disk has no partition to start from");
        }

        if (entry.Reason is not null) return Observed.Unreadable<string>(entry.Where, $"{entry.Text}: {entry.Reason}");
        string place = entry.Volume!.Where(entry.SystemRoot ?? "nothing");
        return installation.FoundBy == "search" || entry.Volume != installation.Volume || !string.Equals(entry.SystemRoot, installation.SystemRoot, StringComparison.OrdinalIgnoreCase)
            ? Observed.Unreadable<string>(entry.Where, $"{entry.Text} leads to {place}, where there is no Windows")
            : Observed.Read($"{entry.Text}, which is {place}", entry.Where);
    }

    private static Dictionary<string, FileEntry?> LookForBootFiles(IReadOnlyList<string> paths, DiskVolume? volume, ProblemLog problems)
    {
        var found = new Dictionary<string, FileEntry?>(StringComparer.OrdinalIgnoreCase);
        if (volume?.FileSystem is null) return found;
        foreach (string path in paths)
        {
            try
            {
                found.Add(path, volume.FindFile(path));
            }
            catch (IOException exception)
            {
                problems.Add(volume.Where(path), exception);
            }
        }

        return found;
    }

    /// <summary>"hibr" (XP to 7) or "HIBR" (8 and later) in front is a session that was written away and not yet taken back.</summary>
    private static Observed<bool> ReadHibernation(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string where = volume.Where(HibernationFile);
        return Observation.Try(where, windows.Problems, () =>
        {
            if (volume.FindFile(HibernationFile) is not { } file) return Observed.Missing<bool>(where);
            if (file.Length < 4) return Observed.Read(false, where);
            using ByteSource source = file.Open();
            return Observed.Read(Encoding.ASCII.GetString(source.ReadBytes(0, 4)) is "hibr" or "HIBR", where);
        });
    }
}
