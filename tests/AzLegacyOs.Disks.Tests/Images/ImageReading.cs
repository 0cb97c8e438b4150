using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Tests.Images;

/// <summary>Uses everything that an open image offers, within bounds.</summary>
internal static class ImageReading
{
    public static void ReadEverything(ByteSource file)
    {
        using DiskImage image = DiskImage.Open(file);
        _ = image.AllocatedLength + image.FileLength + image.LogicalSectorSize + image.BytesRead;
        Assert.All(image.Remarks, remark => Assert.NotEmpty(remark.Text));
        byte[] bytes = new byte[64 * 1024];
        int extents = 0;
        foreach (ByteExtent extent in image.GetExtents(0, image.Length))
        {
            Assert.True(extent.Offset >= 0 && extent.Length > 0 && extent.End <= image.Length);
            if (++extents > 100) break;
            image.Read(extent.Offset, bytes, 0, (int)Math.Min(bytes.Length, extent.Length));
        }

        int last = (int)Math.Min(bytes.Length, image.Length);
        image.Read(image.Length - last, bytes, 0, last);
    }
}
