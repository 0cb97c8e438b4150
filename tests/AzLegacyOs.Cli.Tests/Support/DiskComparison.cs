using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Compares what arrived with the image that it was made from.</summary>
internal static class DiskComparison
{
    /// <summary>Fails unless the disks are equal byte for byte, footer included where the image has one.</summary>
    public static void AssertSame(string image, ByteSource uploaded)
    {
        using DiskImage disk = DiskImage.Open(image);
        using FixedVhdView expected = FixedVhdView.Of(disk, Guid.Empty, DateTime.UnixEpoch);
        Assert.Equal(expected.Length, uploaded.Length);
        long length = disk is VhdImage ? expected.Length : expected.Length - 512;
        byte[] one = new byte[1024 * 1024], other = new byte[one.Length];
        for (long offset = 0; offset < length; offset += one.Length)
        {
            int count = (int)Math.Min(one.Length, length - offset);
            expected.Read(offset, one, 0, count);
            uploaded.Read(offset, other, 0, count);
            Assert.True(one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count)), $"The MiB at byte {offset} differs.");
        }
    }
}
