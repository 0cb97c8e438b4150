using AzLegacyOs.Guests.Disk;

namespace AzLegacyOs.Guests.Boot;

/// <summary>Finds the volume that an ARC path names, on the only disk there is.</summary>
/// <remarks>partition(n) counts from 1 over the primary partitions in the order of the table, then over the logical ones; extended and empty entries do not count. Microsoft KB 102873.</remarks>
internal static class ArcNumbering
{
    /// <summary>Finds the volume.</summary>
    /// <param name="path">The path.</param>
    /// <param name="disk">The disk.</param>
    /// <returns>The volume, or the reason why it names none.</returns>
    public static (DiskVolume? Volume, string? Reason) Find(ArcPath path, DiskLayout disk)
    {
        uint? signature = disk.Table.MbrSignature;
        if (path.Controller == ArcController.Signature && path.ControllerNumber != signature)
            return (null, $"it names the disk with signature {path.ControllerNumber:X8}, and this disk has {(signature is { } own ? $"{own:X8}" : "none")}");
        if (path.Controller != ArcController.Signature && path.Disk != 0)
            return (null, $"it names disk {path.Disk} of the machine, and in Azure the OS disk is disk 0");

        DiskVolume[] counted = [.. disk.Volumes.Where(v => v.Partition is { IsExtended: false })]; // in the order of their numbers
        return path.Partition >= 1 && path.Partition <= counted.Length
            ? (counted[path.Partition - 1], null)
            : (null, $"it names partition({path.Partition}), and the disk has {counted.Length} that count");
    }
}
