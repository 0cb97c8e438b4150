using AzLegacyOs.Guests.Boot;

namespace AzLegacyOs.Guests.Tests.Boot;

public sealed class ArcPathTests
{
    [Theory]
    [InlineData(@"multi(0)disk(0)rdisk(0)partition(1)\WINDOWS", ArcController.Multi, 0u, 0, 1, @"\WINDOWS")]
    [InlineData(@"MULTI(1)DISK(0)RDISK(2)PARTITION(3)\WINNT\", ArcController.Multi, 1u, 2, 3, @"\WINNT")]
    [InlineData(@"scsi(0)disk(2)rdisk(0)partition(1)\WINNT", ArcController.Scsi, 0u, 2, 1, @"\WINNT")]
    [InlineData(@"signature(50d350d4)disk(0)rdisk(0)partition(2)\WINDOWS", ArcController.Signature, 0x50D350D4u, 0, 2, @"\WINDOWS")]
    [InlineData("multi(0)disk(0)rdisk(0)partition(1)/WINDOWS", ArcController.Multi, 0u, 0, 1, @"\WINDOWS")]
    internal void Paths_AreRead(string text, ArcController controller, uint number, int disk, int partition, string directory)
    {
        Assert.Equal(new ArcPath(controller, number, disk, partition, directory), ArcPath.Parse(text));
    }

    [Theory]
    [InlineData(@"C:\CMDCONS\BOOTSECT.DAT")]
    [InlineData("")]
    [InlineData("multi(0)disk(0)")]
    [InlineData(@"multi(0)disk(0)rdisk(0)partition(99999999999)\WINDOWS")]
    [InlineData(@"multi(zz)disk(0)rdisk(0)partition(1)\WINDOWS")]
    [InlineData(@"multi(ff)disk(0)rdisk(0)partition(1)\WINDOWS")]
    [InlineData("multi(")]
    [InlineData(@"multi()disk(0)rdisk(0)partition(1)\WINDOWS")]
    [InlineData(@"multi(0)disk(0)rdisk(0)partition(12345)\WINDOWS")]
    [InlineData("multi(0)disk(0)rdisk(0)partition(1)WINDOWS")]
    [InlineData("multi(0)disk(0)rdisk(0)partition(1)\\WIN\"DOWS")]
    public void AnythingElse_IsNone(string text) => Assert.Null(ArcPath.Parse(text));
}
