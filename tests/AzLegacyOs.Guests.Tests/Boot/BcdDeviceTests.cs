using AzLegacyOs.Guests.Boot;

namespace AzLegacyOs.Guests.Tests.Boot;

public sealed class BcdDeviceTests
{
    [Fact]
    public void AGptPartition_IsNamedByTwoIds()
    {
        var device = BcdDevice.Parse(Convert.FromHexString(
            "00000000000000000000000000000000" + "0600000000000000" + "4800000000000000"
            + "382C0F8EEAE4BA47B7FC9D8C74DCCF0B" + "0000000000000000" + "A994230B5E097D488D48719ECD4D78CA" + "00000000000000000000000000000000"));

        Assert.Equal(BcdDeviceKind.Partition, device.Kind);
        Assert.Equal(new Guid("8e0f2c38-e4ea-47ba-b7fc-9d8c74dccf0b"), device.PartitionId);
        Assert.Equal(new Guid("0b2394a9-095e-487d-8d48-719ecd4d78ca"), device.DiskId);
    }

    [Fact]
    public void AnMbrPartition_IsNamedBySignatureAndOffset()
    {
        var device = BcdDevice.Parse(Convert.FromHexString(
            "00000000000000000000000000000000" + "0600000000000000" + "4800000000000000"
            + "00001000000000000000000000000000" + "0000000001000000" + "D450D350000000000000000000000000" + "00000000000000000000000000000000"));

        Assert.Equal(new BcdDevice(BcdDeviceKind.Partition, PartitionOffset: 0x100000, DiskSignature: 0x50D350D4), device);
    }

    [Fact]
    public void TheBootPartition_IsItself()
    {
        Assert.Equal(BcdDeviceKind.Boot, BcdDevice.Parse(Convert.FromHexString("00000000000000000000000000000000" + "0500000000000000" + "4800000000000000" + new string('0', 112))).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(40)]
    [InlineData(71)]
    public void TooFewBytes_AreUnknown(int length)
    {
        var bytes = new byte[length];
        if (length > 16) bytes[16] = 6;

        Assert.Equal(BcdDeviceKind.Unknown, BcdDevice.Parse(bytes).Kind);
    }
}
