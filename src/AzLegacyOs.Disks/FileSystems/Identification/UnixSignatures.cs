namespace AzLegacyOs.Disks.FileSystems.Identification;

/// <summary>File systems of the BSDs, Solaris and Apple, and of optical discs.</summary>
internal static class UnixSignatures
{
    private const int UfsMagicOffset = 1372;
    private const int HfsHeader = 1024;
    private const int ZfsLabelSize = 256 << 10;

    public static VolumeIdentity? Identify(Probe probe)
    {
        if (probe.HasText(32, "NXSB")) return new VolumeIdentity("APFS", VolumeRole.VolumeManager);
        if (probe.HasText(HfsHeader, "H+") || probe.HasText(HfsHeader, "HX")) return new VolumeIdentity("HFS+");
        if (probe.HasText(HfsHeader, "BD") && probe.Bytes(HfsHeader + 36, 1)?[0] is { } length and > 0 and < 28) return new VolumeIdentity("HFS") { Label = probe.Text(HfsHeader + 37, length) };
        if (probe.HasText(0x8001, "CD001")) return new VolumeIdentity("ISO 9660") { Label = probe.Text(0x8000 + 40, 32) };
        return Ufs(probe) ?? Zfs(probe);
    }

    /// <summary>The superblock is at one of four places; its mark shows the version and the byte order.</summary>
    private static VolumeIdentity? Ufs(Probe probe)
    {
        foreach (int superblock in new[] { 65536, 8192, 0, 262144 })
        {
            long mark = superblock + UfsMagicOffset;
            bool isVersion2 = probe.Has(mark, 0x19, 0x01, 0x54, 0x19) || probe.Has(mark, 0x19, 0x54, 0x01, 0x19);
            bool isVersion1 = probe.Has(mark, 0x54, 0x19, 0x01, 0x00) || probe.Has(mark, 0x00, 0x01, 0x19, 0x54);
            if (!isVersion1 && !isVersion2) continue;
            string? mountPoint = probe.Text(superblock + 212, isVersion2 ? 468 : 512);
            return new VolumeIdentity(isVersion2 ? "UFS2" : "UFS")
            {
                Label = isVersion2 ? probe.Text(superblock + 680, 32) : null,
                Hint = mountPoint is null ? null : $"last mounted on {mountPoint}",
            };
        }

        return null;
    }

    /// <summary>Two labels at the start, each with uberblocks in its second half, of which any may be in use.</summary>
    private static VolumeIdentity? Zfs(Probe probe)
    {
        for (int label = 0; label < 2; label++)
        {
            long uberblocks = label * (long)ZfsLabelSize + ZfsLabelSize / 2;
            for (int i = 0; i < ZfsLabelSize / 2; i += 4096)
            {
                if (probe.Has(uberblocks + i, 0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0) || probe.Has(uberblocks + i, 0, 0, 0, 0, 0, 0xBA, 0xB1, 0x0C))
                    return new VolumeIdentity("ZFS", VolumeRole.VolumeManager);
            }
        }

        return null;
    }
}
