using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Compares what arrived with the image that it was made from.</summary>
internal static class DiskComparison
{
    /// <summary>Fails unless the disks are equal byte for byte, footer included.</summary>
    public static void AssertSame(string image, ByteSource uploaded)
    {
        using DiskImage disk = DiskImage.Open(image);
        using FixedVhdView expected = FixedVhdView.Of(disk, Guid.Empty, DateTime.UnixEpoch);
        Assert.Equal(expected.Length, uploaded.Length);
        byte[] one = new byte[1024 * 1024], other = new byte[one.Length];
        for (long offset = 0; offset < expected.Length; offset += one.Length)
        {
            int count = (int)Math.Min(one.Length, expected.Length - offset);
            expected.Read(offset, one, 0, count);
            uploaded.Read(offset, other, 0, count);
            Assert.True(one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count)), $"The MiB at byte {offset} differs.");
        }
    }
}
