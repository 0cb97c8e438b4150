using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Skipping;

/// <summary>Conversions that leave out free space, and what must hold of each.</summary>
internal static class SkipAssert
{
    /// <summary>Converts to raw, and checks that every byte is the original's or a zero that is accounted for.</summary>
    /// <returns>What was left out of the only volume.</returns>
    public static SkippedSpace Convert(string source, string target)
    {
        using DiskImage image = DiskImage.Open(source);
        ConversionResult result = ImageConversion.Convert(image, target, new ConversionOptions { Target = ConversionTarget.Raw, SkipFreeSpace = true, Verify = true, Overwrite = true });
        Assert.True(result.IsVerified);
        byte[] before = File.ReadAllBytes(source);
        byte[] after = File.ReadAllBytes(target);
        Assert.Equal(before.Length, after.Length);
        SkippedSpace skipped = Assert.Single(result.Skipped);
        long room = skipped.FreeBytes + skipped.PageFileBytes + skipped.SwapFileBytes + skipped.HibernationFileBytes;
        long zeroed = 0;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] == after[i]) continue;
            Assert.Equal(0, after[i]);
            zeroed++;
        }

        Assert.InRange(zeroed, 0, room);
        return skipped;
    }

    /// <summary>Checks the view itself: its extents, and reads that begin and end anywhere.</summary>
    public static void IsConsistent(DiskWithoutFreeSpace view, byte[] disk)
    {
        byte[] all = view.ReadBytes(0, (int)view.Length);
        byte[] expected = new byte[all.Length];
        foreach (ByteExtent extent in view.GetExtents(0, view.Length)) disk.AsSpan((int)extent.Offset, (int)extent.Length).CopyTo(expected.AsSpan((int)extent.Offset));
        Assert.True(expected.AsSpan().SequenceEqual(all));
        SourceAssert.ExtentsCoverAllData(view);
        long skipped = view.Skipped.Sum(s => s.FreeBytes + s.PageFileBytes + s.SwapFileBytes + s.HibernationFileBytes);
        Assert.Equal(view.Length - skipped, view.GetExtents(0, view.Length).Sum(e => e.Length));

        var random = new Random(31);
        for (int i = 0; i < 300; i++)
        {
            int offset = random.Next(all.Length);
            int count = random.Next(Math.Min(200_000, all.Length - offset));
            Assert.True(view.ReadBytes(offset, count).AsSpan().SequenceEqual(all.AsSpan(offset, count)));
            foreach (ByteExtent extent in view.GetExtents(offset, count)) Assert.True(extent.Offset >= offset && extent.End <= offset + count && extent.Length > 0);
        }
    }
}
