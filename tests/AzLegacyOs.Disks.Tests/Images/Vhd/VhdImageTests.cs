using System.Buffers.Binary;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

public sealed class VhdImageTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("subformat=dynamic", 1 * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic", (37 * MiB) + 512, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic,force_size=on", (100 * MiB) + (3 * 512), DiskImageSubformat.Dynamic)]
    [InlineData("subformat=dynamic,force_size=on", 3000L * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("subformat=fixed", 5 * MiB, DiskImageSubformat.Fixed)]
    [InlineData("subformat=fixed,force_size=on", (20 * MiB) + 1024, DiskImageSubformat.Fixed)]
    public void Reads_what_qemu_wrote(string options, long size, DiskImageSubformat subformat)
    {
        string path = _folder.Combine("disk.bin");
        QemuImage.Create(path, "vpc", size, options, (0, 512, 1), (70_000, 9_000, 2), (size / 2, 5000, 3), (size - 1000, 1000, 4));

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Vhd, subformat), (image.Format, image.Subformat));
        Assert.Empty(image.Remarks);
        Assert.Equal(new FileInfo(path).Length, image.FileLength);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vpc", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void Reads_only_what_is_asked_for()
    {
        string path = _folder.Combine("disk.vhd");
        QemuImage.Create(path, "vpc", 2000L * 1024 * MiB, "subformat=dynamic,force_size=on", (1000L * 1024 * MiB, 512, 7));

        using DiskImage image = DiskImage.Open(path);
        ByteExtent[] extents = [.. image.GetExtents(0, image.Length)];
        byte[] sector = image.ReadBytes(1000L * 1024 * MiB, 512);

        // The block takes 2 MiB; where the volume tells, what qemu left out inside it is no extent either.
        Assert.Equal(1000L * 1024 * MiB, extents[0].Offset);
        Assert.InRange(extents[^1].End, extents[0].Offset + 512, extents[0].Offset + (2 * MiB));
        Assert.All(sector, b => Assert.Equal(7, b));
        Assert.Equal(2 * MiB, image.AllocatedLength);
        Assert.InRange(image.BytesRead, 1, 5 * MiB);
    }

    [Fact]
    public void Opens_by_the_copy_at_the_start_when_the_end_is_lost()
    {
        string path = CreateDynamic();
        using (FileStream file = File.OpenWrite(path)) file.SetLength(file.Length - 512);

        using var image = (VhdImage)DiskImage.Open(path);

        Assert.True(image.IsHeaderCopy);
        Assert.Contains(image.Remarks, r => r.Text.Contains("no footer at the end"));
        Assert.Equal(5, image.ReadBytes(3 * MiB, 1)[0]);
    }

    [Fact]
    public void Prefers_the_copy_at_the_start_to_a_damaged_footer()
    {
        string path = CreateDynamic();
        Patch(path, -512 + 50, 0xEE);

        using var image = (VhdImage)DiskImage.Open(path);

        Assert.True(image.IsHeaderCopy);
        Assert.True(image.Footer.ChecksumValid);
    }

    [Fact]
    public void Says_that_the_checksum_of_a_fixed_disk_is_wrong_and_reads_on()
    {
        string path = CreateFixed();
        Patch(path, -512 + 300, 1);

        using var image = (VhdImage)DiskImage.Open(path);

        Assert.False(image.Footer.ChecksumValid);
        Assert.Equal(9, image.ReadBytes(MiB, 1)[0]);
        Assert.Contains(image.Remarks, r => r.Text.Contains("checksum"));
    }

    [Fact]
    public void Reads_a_footer_of_511_bytes()
    {
        string path = CreateFixed();
        using (FileStream file = File.OpenWrite(path)) file.SetLength(file.Length - 1);

        using var image = (VhdImage)DiskImage.Open(path);

        Assert.Equal(511, image.FooterLength);
        Assert.Equal(image.Footer.CurrentSize, image.FooterOffset);
        Assert.True(image.Footer.ChecksumValid);
        Assert.Equal(9, image.ReadBytes(MiB, 1)[0]);
    }

    [Fact]
    public void Tells_of_a_suspended_machine()
    {
        string path = CreateFixed();
        Patch(path, -512 + 84, 1);
        using var image = (VhdImage)DiskImage.Open(path);
        Assert.True(image.Footer.SavedState);
    }

    [Theory]
    [InlineData("past the end", 0x00FFFFFF, "does not lie inside the file")]
    [InlineData("over the headers", 1, "over the headers")]
    public void A_block_in_an_impossible_place_stops_the_opening(string _, uint sector, string reason)
    {
        string path = CreateDynamic();
        byte[] entry = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(entry, sector);
        Patch(path, 0x600 + 4, entry);

        var e = Assert.Throws<DiskFormatException>(() => DiskImage.Open(path));

        Assert.Equal(0x604, e.Offset);
        Assert.Equal(path, e.SourceName);
        Assert.Contains(reason, e.Reason);
    }

    [Fact]
    public void Two_blocks_in_one_place_stop_the_opening()
    {
        string path = CreateDynamic();
        byte[] bytes = File.ReadAllBytes(path);
        Patch(path, 0x600, bytes[0x604..0x608]);
        Assert.Contains("overlaps", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Theory]
    [InlineData(0x000000FEFFFFFE00)]
    [InlineData(long.MaxValue)]
    public void A_table_larger_than_the_file_stops_the_opening(long size)
    {
        string path = CreateDynamic();
        byte[] huge = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(huge, size);
        Patch(path, 48, huge);
        Patch(path, -512 + 48, huge);
        Assert.Contains("block allocation table", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Fact]
    public void A_fixed_disk_that_lost_its_middle_stops_the_opening()
    {
        string path = CreateFixed();
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. bytes[..MiB], .. bytes[^512..]]);
        Assert.Contains("holds only", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Theory]
    [InlineData("dfvfs-fat-differential.vhd", "fat-parent.vhd", 4 * MiB)]
    [InlineData("dfvfs-image-differential.vhd", "image.vhd", 104_448)]
    public void A_differencing_disk_is_known_but_not_read_without_its_parent(string name, string parent, long size)
    {
        using DiskImage image = DiskImage.Open(Corpus.Open("disks/" + name));

        Assert.Equal(DiskImageSubformat.Differencing, image.Subformat);
        Assert.Equal(size, image.Length);
        Assert.EndsWith(parent, image.ParentName);
        Assert.Contains(image.ParentName!, Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void Reads_a_real_disk_whose_checksums_are_wrong()
    {
        string path = Corpus.Open("disks/dfvfs-image.vhd");
        string repaired = _folder.Combine("repaired.vhd");
        byte[] bytes = File.ReadAllBytes(path);
        byte[] footer = VhdFooter.Parse(bytes[^512..]).ToBytes();
        footer.CopyTo(bytes, 0);
        footer.CopyTo(bytes, bytes.Length - 512);
        File.WriteAllBytes(repaired, bytes);

        using var image = (VhdImage)DiskImage.Open(path);

        Assert.False(image.Footer.ChecksumValid);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(repaired, "vpc", _folder.Combine("disk.raw")), image);
    }

    [Theory]
    [InlineData("dfvfs-ext2.vhd")]
    [InlineData("orc-ntfs.vhd")]
    [InlineData("orc-fat12.vhd")]
    [InlineData("orc-fat16.vhd")]
    public void Reads_real_disks_as_qemu_does(string name)
    {
        string path = Corpus.Open("disks/" + name);
        using DiskImage image = DiskImage.Open(path);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vpc", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void Every_truncation_of_the_metadata_is_survived()
    {
        byte[] bytes = File.ReadAllBytes(CreateDynamic());
        Mutations.Truncate(bytes, new ByteExtent(0, 8192), 256, ImageReading.ReadEverything);
        Mutations.Truncate(bytes, new ByteExtent(bytes.Length - 2048, 2048), 64, ImageReading.ReadEverything);
    }

    [Fact]
    public void Damage_gives_an_error_or_is_survived()
    {
        byte[] bytes = File.ReadAllBytes(CreateDynamic());
        Mutations.Run(bytes, [new(0, 4096), new(bytes.Length - 512, 512)], 2000, ImageReading.ReadEverything);
    }

    private string CreateDynamic()
    {
        string path = _folder.Combine("dynamic.vhd");
        QemuImage.Create(path, "vpc", 8 * MiB, "subformat=dynamic,force_size=on", (3 * MiB, 512, 5));
        return path;
    }

    private string CreateFixed()
    {
        string path = _folder.Combine("fixed.vhd");
        QemuImage.Create(path, "vpc", 4 * MiB, "subformat=fixed,force_size=on", (MiB, 512, 9));
        return path;
    }

    /// <summary>Overwrites bytes; a negative offset counts from the end.</summary>
    private static void Patch(string path, int offset, params byte[] bytes)
    {
        using FileStream file = File.OpenWrite(path);
        file.Position = offset < 0 ? file.Length + offset : offset;
        file.Write(bytes);
    }
}
