namespace AzLegacyOs.Disks.FileSystems.Identification;

/// <summary>File systems, swap space, volume managers and encryption of Linux.</summary>
internal static class LinuxSignatures
{
    private const int ExtSuperblock = 1024;
    private const int BtrfsSuperblock = 0x10000;
    private const int ReiserSuperblock = 0x10000;
    private const int OldReiserSuperblock = 0x2000;
    private const int JfsSuperblock = 0x8000;

    public static VolumeIdentity? Identify(Probe probe)
    {
        if (probe.Has(0, [.. "LUKS"u8, 0xBA, 0xBE])) return new VolumeIdentity("LUKS", VolumeRole.Encrypted) { Label = probe.Has(6, 0, 2) ? probe.Text(24, 48) : null };
        if (IsLvm(probe)) return new VolumeIdentity("LVM2", VolumeRole.VolumeManager);
        if (Raid(probe) is { } raid) return raid;
        if (probe.HasText(0, "XFSB")) return new VolumeIdentity("XFS") { Label = probe.Text(108, 12) };
        if (Ext(probe) is { } ext) return ext;
        if (probe.HasText(BtrfsSuperblock + 64, "_BHRfS_M")) return new VolumeIdentity("Btrfs") { Label = probe.Text(BtrfsSuperblock + 299, 256) };
        if (IsReiser(probe, ReiserSuperblock)) return new VolumeIdentity("ReiserFS") { Label = probe.Text(ReiserSuperblock + 100, 16) };
        if (IsReiser(probe, OldReiserSuperblock)) return new VolumeIdentity("ReiserFS");
        if (probe.HasText(JfsSuperblock, "JFS1")) return new VolumeIdentity("JFS") { Label = probe.Text(JfsSuperblock + 152, 16) };
        return Swap(probe);
    }

    /// <summary>The label of a physical volume is in one of the first four sectors.</summary>
    private static bool IsLvm(Probe probe) =>
        Enumerable.Range(0, 4).Any(sector => probe.HasText(sector * 512, "LABELONE") && probe.HasText(sector * 512 + 24, "LVM2 001"));

    /// <summary>Superblocks of md: version 1.1 at the start, 1.2 after 4 KiB, 1.0 and 0.90 near the end.</summary>
    private static VolumeIdentity? Raid(Probe probe)
    {
        const int LowBits = -8 * 512;
        long version10 = probe.Length / 512 * 512 - 16 * 512 & LowBits;
        long version090 = (probe.Length & -65536) - 65536;
        foreach (long offset in new[] { 0, 4096, version10 })
        {
            if (probe.Has(offset, 0xFC, 0x4E, 0x2B, 0xA9, 1, 0, 0, 0))
                return new VolumeIdentity("Linux RAID", VolumeRole.VolumeManager) { Label = probe.Text(offset + 32, 32) };
        }

        return probe.Has(version090, 0xFC, 0x4E, 0x2B, 0xA9, 0, 0, 0, 0, 90, 0, 0, 0) ? new VolumeIdentity("Linux RAID", VolumeRole.VolumeManager) : null;
    }

    /// <summary>ext4 has features that ext3 does not know, ext3 is ext2 with a journal.</summary>
    private static VolumeIdentity? Ext(Probe probe)
    {
        const uint HasJournal = 0x4;
        const uint NeedsRecovery = 0x4;
        const uint JournalDevice = 0x8;
        const uint Ext3Incompatible = 0x2 | NeedsRecovery | 0x10; // file types, recovery, meta block groups
        const uint Ext3ReadOnly = 0x1 | 0x2 | 0x4; // sparse superblocks, large files, sorted directories
        const int CleanState = 1;

        if (!probe.Has(ExtSuperblock + 56, 0x53, 0xEF) || probe.Bytes(ExtSuperblock, 512) is not { } block) return null;
        uint compatible = block.U32(92);
        uint incompatible = block.U32(96);
        if ((incompatible & JournalDevice) != 0) return new VolumeIdentity("ext journal", VolumeRole.VolumeManager);
        bool isExt4 = (incompatible & ~Ext3Incompatible) != 0 || (block.U32(100) & ~Ext3ReadOnly) != 0;
        string name = isExt4 ? "ext4" : (compatible & HasJournal) != 0 ? "ext3" : "ext2";
        string? mountPoint = probe.Text(ExtSuperblock + 136, 64);
        return new VolumeIdentity(name)
        {
            Label = probe.Text(ExtSuperblock + 120, 16),
            IsDirty = (block.U16(58) & CleanState) == 0 || (incompatible & NeedsRecovery) != 0,
            Hint = mountPoint is null ? null : $"last mounted on {mountPoint}",
        };
    }

    private static bool IsReiser(Probe probe, long offset) =>
        probe.HasText(offset + 52, "ReIsErFs") || probe.HasText(offset + 52, "ReIsEr2Fs") || probe.HasText(offset + 52, "ReIsEr3Fs");

    /// <summary>The mark is at the end of the first memory page, whose size depends on the machine.</summary>
    private static VolumeIdentity? Swap(Probe probe)
    {
        foreach (int page in new[] { 4096, 8192, 16384, 65536 })
        {
            if (probe.HasText(page - 10, "SWAPSPACE2") || probe.HasText(page - 10, "SWAP-SPACE"))
                return new VolumeIdentity("Linux swap", VolumeRole.Swap) { Label = probe.HasText(page - 10, "SWAPSPACE2") ? probe.Text(1052, 16) : null };
            if (probe.HasText(page - 10, "S1SUSPEND") || probe.HasText(page - 10, "S2SUSPEND") || probe.HasText(page - 10, "LINHIB0001"))
                return new VolumeIdentity("Linux swap", VolumeRole.Swap) { Hint = "holds a hibernated system" };
        }

        return null;
    }
}
