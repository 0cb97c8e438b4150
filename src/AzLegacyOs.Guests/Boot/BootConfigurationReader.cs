using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>Reads what starts from a disk: boot.ini or the boot store, on the partition that the firmware starts.</summary>
internal static class BootConfigurationReader
{
    /// <summary>Reads the configuration. What cannot be read is left out and told to the problem log.</summary>
    public static BootConfiguration Read(DiskLayout disk, ProblemLog problems)
    {
        DiskVolume? boot = disk.Volumes.FirstOrDefault(v => IsBootPartition(v, disk.Table.Style));
        if (boot is null) return new BootConfiguration();
        if (boot.FileSystem is null) return new BootConfiguration { BootVolume = boot, Problem = $"the files of {boot.Description} cannot be read" };

        string? problem = null;
        BootIniReading? ini = null;
        try
        {
            if (disk.Table.Style == PartitionTableStyle.Mbr) ini = BootIniReader.Read(boot, disk);
        }
        catch (IOException exception)
        {
            problem = exception.Message;
            problems.Add(boot.Where(BootFilePaths.BootIni), exception);
        }

        (BcdReading? bcd, HiveFacts? storeHive) = ReadStore(boot, disk, problems);

        // The boot manager reads boot.ini when its default entry is the one for older systems.
        bool isBcdFirst = bcd is not null && (ini is null || bcd.StartsNewerWindows);
        BootTarget? first = isBcdFirst ? bcd!.Default : ini?.Default ?? bcd?.Default;
        IEnumerable<BootTarget> all = (first is null ? Enumerable.Empty<BootTarget>() : [first])
            .Concat(bcd?.Targets ?? [])
            .Concat(ini?.Targets ?? []);
        return new BootConfiguration
        {
            BootVolume = boot,
            BootIni = ini?.Facts,
            Bcd = bcd?.Facts,
            StoreHive = storeHive,
            Problem = problem ?? (bcd is null && storeHive is not null ? storeHive.Note ?? "the boot store holds no objects" : null),
            Default = first,
            Targets = [.. all.Distinct()],
        };
    }

    private static bool IsBootPartition(DiskVolume volume, PartitionTableStyle style) => style switch
    {
        PartitionTableStyle.Mbr => volume.Partition is { IsActive: true, IsExtended: false },
        PartitionTableStyle.Gpt => volume.Partition?.Type == DiskLayout.EfiSystemPartition,
        _ => false,
    };

    private static (BcdReading? Reading, HiveFacts? Hive) ReadStore(DiskVolume boot, DiskLayout disk, ProblemLog problems)
    {
        string path = BootFilePaths.Store(disk.Table.Style);
        using var hive = OpenHive.Open("BCD", boot, path, problems);
        BcdReading? reading = hive.IsOpen ? BcdReader.Read(hive, boot.Where(path), boot, disk, problems) : null;
        HiveFacts facts = hive.Describe();
        return (reading, facts.State == HiveState.Missing ? null : facts);
    }
}
