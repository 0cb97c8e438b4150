using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Checks before the first byte what Azure checks after the last one.</summary>
/// <remarks>Azure reads the footer when write access ends, which after a long upload is hours too late.</remarks>
internal static class UploadableVhd
{
    private const long MiB = 1024 * 1024;

    /// <summary>The least that uploadSizeBytes may be, footer included.</summary>
    public const long MinimumLength = (20 * MiB) + PageRange.FooterLength;

    /// <summary>The most that uploadSizeBytes may be, footer included.</summary>
    public const long MaximumLength = (32 * 1024 * 1024 * MiB) + PageRange.FooterLength;

    /// <exception cref="DiskFormatException">Azure would refuse it.</exception>
    public static void Check(ByteSource source)
    {
        long disk = source.Length - PageRange.FooterLength;
        if (source.Length is < MinimumLength or > MaximumLength || disk % MiB != 0)
            throw new DiskFormatException(source.Name, 0, AzureText.Of("Vhd.Size", source.Length));
        byte[] bytes = new byte[PageRange.FooterLength];
        source.Read(disk, bytes, 0, bytes.Length);
        VhdFooter footer;
        try
        {
            footer = VhdFooter.Parse(bytes);
        }
        catch (ArgumentException exception)
        {
            throw new DiskFormatException(source.Name, disk, AzureText.Of("Vhd.NoFooter"), exception);
        }

        if (!footer.ChecksumValid) throw new DiskFormatException(source.Name, disk, AzureText.Of("Vhd.Checksum"));
        if (footer.DiskType != VhdDiskType.Fixed) throw new DiskFormatException(source.Name, disk, AzureText.Of("Vhd.NotFixed"));
        if (footer.CurrentSize != disk) throw new DiskFormatException(source.Name, disk, AzureText.Of("Vhd.OtherSize", footer.CurrentSize, disk));
    }
}
