using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

public class HiveBinsTests
{
    [Fact]
    public void A_walk_that_does_not_end_is_stopped()
    {
        var bins = new HiveBins(new BytesInMemory(new byte[3 * 4096]), new SectorOverlay(), 2 * 4096, maximumLookups: 4);
        byte[] bytes = new byte[4096 + 8];
        bins.Read(0, bytes);
        bins.Read(0, bytes.AsSpan(0, 8));
        bins.Read(0, bytes.AsSpan(0, 8));

        Assert.Contains("again and again", Assert.Throws<DiskFormatException>(() => bins.Read(0, bytes)).Reason);
        Assert.Contains("again and again", Assert.Throws<DiskFormatException>(() => bins.Read(0, bytes)).Reason);
    }
}
