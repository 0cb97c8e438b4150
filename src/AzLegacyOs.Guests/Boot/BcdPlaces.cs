using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Guests.Disk;

namespace AzLegacyOs.Guests.Boot;

/// <summary>Finds the volume of this disk that a device element names.</summary>
internal static class BcdPlaces
{
    /// <summary>Finds the volume.</summary>
    /// <param name="device">The device element.</param>
    /// <param name="path">What the loader looks for where the element leaves the search to it.</param>
    /// <param name="boot">The partition that the boot manager starts from.</param>
    /// <param name="disk">The disk.</param>
    /// <returns>The volume, or the reason why it names none.</returns>
    public static (DiskVolume? Volume, string? Reason) Find(BcdDevice device, string? path, DiskVolume boot, DiskLayout disk) => device.Kind switch
    {
        BcdDeviceKind.Boot => (boot, null),
        BcdDeviceKind.Partition => device.PartitionId is { } id ? FindById(id, device, disk) : FindByPlace(device, disk),
        BcdDeviceKind.Search => Search(path, disk),
        _ => (null, $"it names {device}"),
    };

    private static (DiskVolume? Volume, string? Reason) FindById(Guid id, BcdDevice device, DiskLayout disk)
    {
        DiskVolume? volume = disk.Volumes.FirstOrDefault(v => v.Partition?.Id == id);
        return volume is null ? (null, $"it names {device}, which is not on this disk") : (volume, null);
    }

    private static (DiskVolume? Volume, string? Reason) FindByPlace(BcdDevice device, DiskLayout disk)
    {
        if (disk.Table.Style != PartitionTableStyle.Mbr || device.DiskSignature != disk.Table.MbrSignature)
            return (null, $"it names {device}, and the signature of this disk is {disk.Table.MbrSignature:X8}");
        DiskVolume? volume = disk.Volumes.FirstOrDefault(v => v.Partition?.Offset == device.PartitionOffset);
        return volume is null ? (null, $"it names {device}, and no partition starts there") : (volume, null);
    }

    private static (DiskVolume? Volume, string? Reason) Search(string? path, DiskLayout disk)
    {
        foreach (DiskVolume volume in disk.Volumes)
        {
            if (path is not null && HasPath(volume, path)) return (volume, null);
        }

        return (null, "it leaves the search to the loader, and no partition holds the path");
    }

    private static bool HasPath(DiskVolume volume, string path)
    {
        try
        {
            return volume.Find(path) is not null;
        }
        catch (IOException)
        {
            return false; // a volume that cannot be read is told to the problem log where it is opened
        }
    }
}
