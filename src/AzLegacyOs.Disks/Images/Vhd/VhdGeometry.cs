namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>Cylinders, heads and sectors per track of a VHD.</summary>
public readonly record struct VhdGeometry(ushort Cylinders, byte Heads, byte SectorsPerTrack)
{
    /// <summary>The largest one. Programs that do not compute a geometry write it for a disk of any size.</summary>
    public static VhdGeometry Largest { get; } = new(65535, 16, 255);

    /// <summary>The size that the three numbers make, in bytes. Usually a little less than the current size; not the size of the disk.</summary>
    public long Size => (long)Cylinders * Heads * SectorsPerTrack * 512;

    /// <summary>Computes the geometry of a disk.</summary>
    /// <param name="size">Size of the disk in bytes.</param>
    /// <remarks>Virtual Hard Disk Image Format Specification 1.0, appendix "CHS Calculation".</remarks>
    public static VhdGeometry ForSize(long size)
    {
        long sectors = Math.Min(size / 512, 65535L * 16 * 255);
        if (sectors >= 65535L * 16 * 63) return Divide(sectors, 16, 255);

        long tracks = sectors / 17;
        long heads = Math.Max(4, (tracks + 1023) / 1024);
        if (tracks < heads * 1024 && heads <= 16) return Divide(sectors, heads, 17);
        return sectors / 31 < 16 * 1024 ? Divide(sectors, 16, 31) : Divide(sectors, 16, 63);
    }

    private static VhdGeometry Divide(long sectors, long heads, long sectorsPerTrack) =>
        new((ushort)(sectors / sectorsPerTrack / heads), (byte)heads, (byte)sectorsPerTrack);
}
