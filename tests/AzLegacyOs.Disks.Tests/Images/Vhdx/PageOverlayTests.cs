using AzLegacyOs.Disks.Images.Vhdx;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

public sealed class PageOverlayTests
{
    private const int Page = 4096;
    private const long Forged = 1L << 50;

    [Fact]
    public void Behind_the_end_of_the_file_only_pages_hold_data()
    {
        byte[] page = new byte[Page];
        page.AsSpan().Fill(9);
        var overlay = new PageOverlay(new MemorySource(new byte[(2 * Page) + 100]), Forged);
        foreach (long number in new[] { 40L, 1, 2, 1L << 30 }) overlay.AddPage(number * Page, page);

        Assert.Equal(Forged, overlay.Length);
        Assert.Equal(
            [new(0, (2 * Page) + 100), new((2 * Page) + 100, Page - 100), new(40 * Page, Page), new((1L << 30) * Page, Page)],
            overlay.GetExtents(0, Forged));
        Assert.Equal([new ByteExtent((40 * Page) + 7, 11)], overlay.GetExtents((40 * Page) + 7, 11));
        Assert.Equal([new ByteExtent(40 * Page, 1)], overlay.GetExtents(30 * Page, (10 * Page) + 1));
        Assert.Equal([new ByteExtent(10, 20)], overlay.GetExtents(10, 20));
        Assert.Empty(overlay.GetExtents(41 * Page, 1L << 40));
        Assert.Equal((byte[])[0, 9, 9], overlay.ReadBytes((40 * Page) - 1, 3));
    }
}
