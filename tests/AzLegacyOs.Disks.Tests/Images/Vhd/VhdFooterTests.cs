using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

public class VhdFooterTests
{
    private static readonly VhdFooter Sample = new()
    {
        Timestamp = new DateTime(2008, 2, 27, 12, 0, 0, DateTimeKind.Utc),
        CreatorApplicationCode = VhdFooter.ToCode("d2v\0"),
        CreatorVersion = 0x00010000,
        CreatorHostOs = VhdFooter.ToCode("Wi2k"),
        OriginalSize = 20 * 1024 * 1024,
        CurrentSize = 30 * 1024 * 1024,
        Geometry = VhdGeometry.ForSize(30 * 1024 * 1024),
        DiskType = VhdDiskType.Fixed,
        UniqueId = Guid.Parse("6b5f2a1e-9c1a-4d50-8a2e-0b0d3c7e1f55"),
        SavedState = true,
    };

    [Fact]
    public void What_is_written_is_read_back()
    {
        Assert.Equal(Sample, VhdFooter.Parse(Sample.ToBytes()));
    }

    [Fact]
    public void A_changed_byte_makes_the_checksum_wrong()
    {
        byte[] bytes = Sample.ToBytes();
        bytes[55] ^= 1;
        Assert.False(VhdFooter.Parse(bytes).ChecksumValid);
    }

    [Fact]
    public void The_creator_is_printable_text()
    {
        Assert.Equal("d2v", Sample.CreatorApplication);
        Assert.Equal("[1m", (Sample with { CreatorApplicationCode = VhdFooter.ToCode("\u001B[1m") }).CreatorApplication);
    }

    // Sizes and geometries of files that Hyper-V and Windows made.
    [Theory]
    [InlineData(10L * 1024 * 1024, 301, 4, 17)]
    [InlineData(200L * 1024 * 1024, 825, 16, 31)]
    [InlineData(4L * 1024 * 1024, 120, 4, 17)]
    [InlineData(136_899_993_600L * 2, 65535, 16, 255)]
    public void The_geometry_is_the_one_that_Windows_computes(long size, int cylinders, int heads, int sectors)
    {
        Assert.Equal(new VhdGeometry((ushort)cylinders, (byte)heads, (byte)sectors), VhdGeometry.ForSize(size));
    }
}
