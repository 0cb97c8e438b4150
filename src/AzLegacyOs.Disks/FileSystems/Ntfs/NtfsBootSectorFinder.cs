namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Finds the boot sector of a volume: the first sector, or the copy that NTFS keeps in the last one.</summary>
internal static class NtfsBootSectorFinder
{
    private const int SectorSize = 512;

    /// <summary>Finds a boot sector that can be used.</summary>
    /// <returns>Null where the volume is not NTFS.</returns>
    /// <exception cref="DiskFormatException">The volume is NTFS by name, but neither boot sector can be used.</exception>
    public static NtfsBootSector? Find(ByteSource volume, List<VolumeRemark> remarks)
    {
        if (volume.Length < SectorSize) return null;
        byte[] sector = volume.ReadBytes(0, SectorSize);
        bool isNamed = NtfsBootSector.HasSignature(sector);
        NtfsBootSector? boot = NtfsBootSector.Parse(sector, out string? fault);
        if (boot is null)
        {
            boot = FindCopy(volume);
            if (boot is null) return isNamed ? throw new DiskFormatException(volume.Name, 0, $"the boot sector of NTFS is damaged ({fault}), and there is no copy in the last sector") : null;
            remarks.Add(new VolumeRemark(0, $"the boot sector is damaged ({fault}), its copy in the last sector was used"));
        }

        if (boot.VolumeSize > volume.Length)
            remarks.Add(new VolumeRemark(volume.Length, $"the volume is {boot.VolumeSize} bytes long, but only {volume.Length} are there"));
        return boot;
    }

    private static NtfsBootSector? FindCopy(ByteSource volume)
    {
        foreach (int sectorSize in new[] { 512, 1024, 2048, 4096 })
        {
            if (volume.Length < 2 * sectorSize) break;
            byte[] sector = volume.ReadBytes(volume.Length - sectorSize, SectorSize);
            // The copy must describe exactly this volume, or any data could pass for one.
            if (NtfsBootSector.Parse(sector, out _) is { } boot && boot.SectorSize == sectorSize && boot.VolumeSize + sectorSize == volume.Length) return boot;
        }

        return null;
    }
}
