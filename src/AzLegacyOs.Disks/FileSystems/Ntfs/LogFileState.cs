namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Whether $LogFile holds changes that have not reached the volume.</summary>
internal static class LogFileState
{
    private const uint RestartSignature = 0x52545352; // RSTR
    private const uint CheckedSignature = 0x444B4843; // CHKD
    private const int MinPageSize = 512;
    private const int MaxPageSize = 64 << 10;
    private const ushort NoClient = 0xFFFF;
    private const ushort VolumeIsClean = 2;

    /// <summary>Reads the two restart pages.</summary>
    /// <remarks>
    /// <code>
    /// page   0 "RSTR"   16 page size u32   24 restart area offset u16
    /// area   0 current LSN u64   12 first client in use u16   14 flags u16
    /// </code>
    /// A log filled with FF, as formatting leaves it, has never been used.
    /// </remarks>
    /// <returns>Null where neither page can be read.</returns>
    public static bool? IsClean(ByteSource log)
    {
        if (log.Length < MaxPageSize) return null;
        byte[] head = log.ReadBytes(0, MinPageSize);
        if (head.All(b => b == 0xFF)) return true;

        (long Lsn, bool IsClean)? first = ReadPage(log, 0, head);
        long second = first is null ? 4096 : head.U32(16);
        (long Lsn, bool IsClean)? other = ReadPage(log, second, log.ReadBytes(second, MinPageSize));
        if (first is null || other is null) return (first ?? other)?.IsClean;
        return (first.Value.Lsn >= other.Value.Lsn ? first : other).Value.IsClean;
    }

    private static (long Lsn, bool IsClean)? ReadPage(ByteSource log, long offset, byte[] head)
    {
        uint signature = head.U32(0);
        uint size = head.U32(16);
        if (signature != RestartSignature && signature != CheckedSignature) return null;
        if (size is < MinPageSize or > MaxPageSize || size % MinPageSize != 0 || size > log.Length - offset) return null;

        byte[] page = log.ReadBytes(offset, (int)size);
        int area = page.U16(24);
        if (FixUp.Apply(page) is not null || area < 30 || area + 16 > page.Length) return null;
        bool isClean = page.U16(area + 12) == NoClient || (page.U16(area + 14) & VolumeIsClean) != 0;
        return (page.I64(area), isClean);
    }
}
