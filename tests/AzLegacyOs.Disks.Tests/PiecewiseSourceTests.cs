using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests;

public sealed class PiecewiseSourceTests
{
    [Fact]
    public void PagesThatAnotherSourceLeftHoldNothingOfIt()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 10_000)];
        byte[] second = new byte[5_000];
        new Random(9).NextBytes(second);
        var before = PiecewiseSource.ByPages(new MemorySource(first));
        Assert.Equal(first, before.ReadBytes(0, first.Length));
        before.Dispose();

        using var after = PiecewiseSource.ByPages(new MemorySource(second));

        Assert.Equal(second, after.ReadBytes(0, second.Length));
        Assert.Equal(second[4_090..4_100], after.ReadBytes(4_090, 10));
        Assert.Throws<DiskFormatException>(() => after.ReadBytes(4_999, 2));
    }
}
