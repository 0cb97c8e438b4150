using System.Buffers.Binary;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

/// <summary>What programs other than qemu do with the fields of a VHD, put into files that qemu made.</summary>
public sealed class VhdVariantTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private const int Sector = 512;
    private const int BatOffset = 0x600;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vpc ", 100, 4, 17, false)]
    [InlineData("vs  ", 100, 4, 17, false)]
    [InlineData("win ", 120, 4, 17, false)]
    [InlineData("tap\0", 120, 4, 17, false)]
    [InlineData("CTXS", 0, 0, 0, false)]
    [InlineData("wa\0\0", 120, 4, 17, false)]
    [InlineData("d2v\0", 65535, 16, 255, false)]
    [InlineData("qem2", 65535, 16, 255, false)]
    [InlineData("vpc ", 200, 4, 17, true)]
    public void The_current_size_counts_whoever_made_the_disk_and_a_larger_geometry_is_said(string creator, int cylinders, int heads, int sectors, bool isSaid)
    {
        byte[] bytes = Make("subformat=fixed,force_size=on");
        ChangeFooter(bytes, footer => footer with { CreatorApplicationCode = VhdFooter.ToCode(creator), Geometry = new VhdGeometry((ushort)cylinders, (byte)heads, (byte)sectors) });

        using DiskImage image = DiskImage.Open(new MemorySource(bytes));

        Assert.Equal(4 * MiB, image.Length);
        AssertHasData(image);
        Assert.Equal(isSaid, image.Remarks.Any(remark => remark.Text.Contains("geometry")));
        Assert.Equal(isSaid ? 1 : 0, image.Remarks.Count);
    }

    [Fact]
    public void A_footer_inside_the_data_and_bytes_behind_the_disk_change_nothing()
    {
        byte[] made = Make("subformat=fixed,force_size=on");
        byte[] bytes = [.. made[..^Sector], .. new byte[MiB], .. made[^Sector..]];
        (VhdFooter.Parse(made[^Sector..]) with { CurrentSize = 2 * MiB }).ToBytes().CopyTo(bytes, 2 * MiB);

        using DiskImage image = DiskImage.Open(new MemorySource(bytes));

        Assert.Equal(4 * MiB, image.Length);
        Assert.Equal(bytes[..(4 * MiB)], image.ReadBytes(0, 4 * MiB));
        Assert.Contains("1048576 bytes lie between", Assert.Single(image.Remarks).Text);
    }

    [Fact]
    public void A_table_may_have_more_entries_than_the_disk_needs()
    {
        byte[] bytes = Make("subformat=dynamic,force_size=on");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Sector + 28), 100);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Sector + 36), VhdChecksum.Compute(bytes.AsSpan(Sector, VhdDynamicHeader.Size), 36));

        using DiskImage image = DiskImage.Open(new MemorySource(bytes));

        AssertHasData(image);
        Assert.Empty(image.Remarks);
    }

    [Fact]
    public void A_wrong_checksum_of_the_dynamic_header_is_said_and_the_disk_read()
    {
        byte[] bytes = Make("subformat=dynamic,force_size=on");
        bytes[Sector + 900] ^= 1;
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        AssertHasData(image);
        Assert.Contains("dynamic header", Assert.Single(image.Remarks).Text);
    }

    /// <summary>Some programs mark each sector that was written, some mark all of a block, some none.</summary>
    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void What_a_dynamic_disk_marks_in_its_bitmaps_does_not_matter(byte marks)
    {
        byte[] bytes = Make("subformat=dynamic,force_size=on");
        int block = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(BatOffset)) * Sector;
        bytes.AsSpan(block, Sector).Fill(marks);
        using DiskImage image = DiskImage.Open(new MemorySource(bytes));
        AssertHasData(image);
    }

    private static void AssertHasData(DiskImage image)
    {
        Assert.Equal(9, image.ReadBytes(MiB, 1)[0]);
        Assert.Equal(0, image.ReadBytes(MiB + Sector, 1)[0]);
    }

    private static void ChangeFooter(byte[] bytes, Func<VhdFooter, VhdFooter> change) =>
        change(VhdFooter.Parse(bytes[^Sector..])).ToBytes().CopyTo(bytes, bytes.Length - Sector);

    private byte[] Make(string options)
    {
        string path = _folder.Combine("disk.vhd");
        QemuImage.Create(path, "vpc", 4 * MiB, options, (MiB, Sector, 9));
        return File.ReadAllBytes(path);
    }
}
