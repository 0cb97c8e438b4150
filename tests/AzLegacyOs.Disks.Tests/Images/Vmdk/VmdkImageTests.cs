using System.Text;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vmdk;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vmdk;

public sealed class VmdkImageTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("monolithicSparse", 5 * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("monolithicSparse", (100 * MiB) + 512, DiskImageSubformat.Dynamic)]
    [InlineData("monolithicSparse", 9000L * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("monolithicSparse,zeroed_grain=on", 20 * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("monolithicFlat", (7 * MiB) + 512, DiskImageSubformat.Fixed)]
    [InlineData("twoGbMaxExtentSparse", 5000L * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("twoGbMaxExtentFlat", 5000L * MiB, DiskImageSubformat.Fixed)]
    public void Reads_what_qemu_wrote(string subformat, long size, DiskImageSubformat expected)
    {
        string path = _folder.Combine("disk.vmdk");
        // The last ones lie around the border of the second and third piece of the split kinds.
        QemuImage.Create(path, "vmdk", size, "subformat=" + subformat, (0, 512, 1), (70_000, 9_000, 2), (size / 2 / 512 * 512, 5000, 3), (size - 1000, 1000, 4), (Math.Min(size - 8192, (4096L * MiB) - 4096), 8192, 5));
        if (subformat.Contains("zeroed")) ExternalTool.Require("qemu-io").Run("-f", "vmdk", "-c", "write -z 64k 64k", path).EnsureSuccess();

        using var image = (VmdkImage)DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Vmdk, expected), (image.Format, image.Subformat));
        Assert.Equal(subformat.Split(',')[0], image.CreateType);
        Assert.Equal(Directory.GetFiles(_folder.Path).Sum(f => new FileInfo(f).Length), image.FileLength);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vmdk", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Theory]
    [InlineData((4 * MiB) + 512)]
    [InlineData(70 * MiB)]
    public void Reads_a_stream_optimised_disk(int size)
    {
        string path = MakeStreamOptimised(size, out string raw);
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal(DiskImageSubformat.Dynamic, image.Subformat);
        Assert.True(image.FileLength < image.Length / 2);
        SourceAssert.EqualsFile(raw, image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void Reads_a_sparse_disk_of_ESX()
    {
        string path = EsxSparseFiles.MakeVmfsSparse(_folder.Path, 65536, (0, 1), (1, 2), (4095, 3), (4096, 4), (8191, 5));
        AssertLikeQemu(path);
    }

    [Fact]
    public void Reads_a_space_efficient_sparse_disk_of_ESX()
    {
        string path = EsxSparseFiles.MakeSeSparse(_folder.Path, 65536, (0, 1), (1, null), (4095, 3), (4096, 4), (8191, 5));
        AssertLikeQemu(path);
    }

    [Fact]
    public void Reads_pieces_of_several_kinds_and_starts()
    {
        byte[] flat = new byte[MiB];
        new Random(4).NextBytes(flat);
        File.WriteAllBytes(_folder.Combine("a-flat.vmdk"), flat);
        string path = EsxSparseFiles.WriteDescriptor(_folder.Path, "mixed.vmdk", "custom", "RW 100 FLAT \"a-flat.vmdk\" 7", "RW 50 ZERO", "RW 200 FLAT \"a-flat.vmdk\" 1000");

        using DiskImage image = DiskImage.Open(path);

        byte[] expected = [.. flat[(7 * 512)..(107 * 512)], .. new byte[50 * 512], .. flat[(1000 * 512)..(1200 * 512)]];
        Assert.Equal(expected, image.ReadBytes(0, (int)image.Length));
    }

    [Fact]
    public void A_piece_counts_for_as_many_sectors_as_its_line_says()
    {
        EsxSparseFiles.MakeVmfsSparse(_folder.Path, 65536, (0, 1), (1, 2));
        string path = EsxSparseFiles.WriteDescriptor(_folder.Path, "two.vmdk", "custom", "RW 8 VMFSSPARSE \"esx-delta.vmdk\"", "RW 16 VMFSSPARSE \"esx-delta.vmdk\"");
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal([1, 1, 2], new[] { 0, 4096, 8192 }.Select(offset => (int)image.ReadBytes(offset, 1)[0]));
        Assert.Equal(24 * 512, image.Length);
    }

    [Theory]
    [InlineData("# Disk Descriptor File\n")]
    [InlineData("#Disk DescriptorFile\r\n")]
    [InlineData("\n# made by hand\n\n")]
    [InlineData("")]
    public void A_descriptor_is_known_by_its_version_whatever_its_comment_says(string start)
    {
        File.WriteAllBytes(_folder.Combine("a-flat.vmdk"), [.. Enumerable.Range(0, 100 * 512).Select(i => (byte)(i / 512))]);
        string path = EsxSparseFiles.WriteDescriptor(_folder.Path, "disk.vmdk", "monolithicFlat", "RW 100 FLAT \"a-flat.vmdk\" 0");
        File.WriteAllText(path, start + File.ReadAllText(path).Replace("# Disk DescriptorFile\n", ""));
        AssertLikeQemu(path);
    }

    [Theory]
    [InlineData("encoding=\"windows-1252\"\n")]
    [InlineData("")]
    public void A_piece_is_found_by_a_name_in_the_code_page_of_its_machine(string line)
    {
        const string Name = "B\u00FCro-flat.vmdk";
        File.WriteAllBytes(_folder.Combine(Name), [.. Enumerable.Range(0, 100 * 512).Select(i => (byte)(i / 512))]);
        string path = EsxSparseFiles.WriteDescriptor(_folder.Path, "disk.vmdk", "monolithicFlat", $"RW 100 FLAT \"{Name}\" 0");
        File.WriteAllText(path, File.ReadAllText(path).Replace("version=1\n", "version=1\n" + line), Encoding.Latin1);
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal(File.ReadAllBytes(_folder.Combine(Name)), image.ReadBytes(0, (int)image.Length));
    }

    [Fact]
    public void Pieces_that_a_descriptor_in_a_sparse_file_names_behind_it_are_read_too()
    {
        string path = _folder.Combine("disk.vmdk");
        QemuImage.Create(path, "vmdk", 5 * MiB, "subformat=monolithicSparse", (0, 512, 1), (5 * MiB - 512, 512, 2));
        byte[] bytes = File.ReadAllBytes(path);
        int line = bytes.AsSpan().IndexOf("RW 10240 SPARSE"u8);
        int end = line + bytes.AsSpan(line).IndexOf((byte)'\n') + 1;
        byte[] more = Encoding.ASCII.GetBytes("RW 10 FLAT \"more-flat.vmdk\" 0\n");
        // The comments behind the line make room.
        byte[] rest = bytes[end..(21 * 512 - more.Length)];
        more.CopyTo(bytes, end);
        rest.CopyTo(bytes, end + more.Length);
        File.WriteAllBytes(path, bytes);
        Assert.Contains("more-flat.vmdk", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);

        byte[] flat = new byte[10 * 512];
        flat.AsSpan().Fill(7);
        File.WriteAllBytes(_folder.Combine("more-flat.vmdk"), flat);
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal(5 * MiB + 10 * 512, image.Length);
        Assert.Equal([1, 2, 7, 7], new[] { 0, 5 * MiB - 1, 5 * MiB, image.Length - 1 }.Select(offset => (int)image.ReadBytes(offset, 1)[0]));
    }

    [Fact]
    public void A_chain_of_three_reads_as_one_disk()
    {
        string path = MakeChain();
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal(DiskImageSubformat.Differencing, image.Subformat);
        Assert.EndsWith("middle.vmdk", image.ParentName);
        AssertLikeQemu(path);
    }

    [Fact]
    public void A_changed_or_missing_parent_is_refused()
    {
        string path = MakeChain();
        string middle = _folder.Combine("middle.vmdk");
        byte[] bytes = File.ReadAllBytes(middle);
        int id = bytes.AsSpan().IndexOf("CID="u8) + 4;
        bytes[id] = (byte)(bytes[id] == '1' ? '2' : '1');
        File.WriteAllBytes(middle, bytes);
        using (DiskImage image = DiskImage.Open(path)) Assert.Contains("its content has the id", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);

        File.Delete(middle);
        using (DiskImage image = DiskImage.Open(path)) Assert.Contains("middle.vmdk", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Theory]
    [InlineData("RW 100 FLAT \"../secret.bin\" 0", "not found in its folder")]
    [InlineData("RW 100 FLAT \"/etc/passwd\" 0", "not found in its folder")]
    [InlineData("RW 100 FLAT \"missing.vmdk\" 0", "not found in its folder")]
    [InlineData("RW 9000 FLAT \"here.bin\" 0", "was cut off")]
    [InlineData("RW 100 VMFSRDM \"here.bin\"", "VMFSRDM")]
    [InlineData("RW x FLAT \"here.bin\" 0", "not understood")]
    [InlineData("RW 100 SPARSE \"here.bin\"", "not a sparse VMDK")]
    public void A_piece_that_cannot_be_had_is_named(string extent, string reason)
    {
        Directory.CreateDirectory(_folder.Combine("vm"));
        File.WriteAllBytes(_folder.Combine("secret.bin"), new byte[MiB]);
        File.WriteAllBytes(_folder.Combine("vm", "here.bin"), new byte[MiB]);
        string path = EsxSparseFiles.WriteDescriptor(_folder.Combine("vm"), "disk.vmdk", "custom", extent);
        Assert.Contains(reason, Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Fact]
    public void One_piece_of_a_split_disk_and_an_encrypted_disk_are_refused()
    {
        QemuImage.Create(_folder.Combine("split.vmdk"), "vmdk", 3000L * MiB, "subformat=twoGbMaxExtentSparse");
        Assert.Contains("one piece", Assert.Throws<DiskFormatException>(() => DiskImage.Open(_folder.Combine("split-s001.vmdk"))).Reason);

        string path = EsxSparseFiles.WriteDescriptor(_folder.Path, "disk.vmdk", "custom", "RW 100 ZERO", "encryption.keySafe = \"vmware:key/list\"");
        Assert.Contains("encrypted", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Theory]
    [InlineData("dfvfs-ext2.vmdk")]
    [InlineData("plaso-image.vmdk")]
    public void Reads_real_disks_as_qemu_does(string name) => AssertLikeQemu(Corpus.Open("disks/" + name));

    [Fact]
    public void Damage_gives_an_error_or_is_survived()
    {
        string path = _folder.Combine("small.vmdk");
        QemuImage.Create(path, "vmdk", 8 * MiB, "subformat=monolithicSparse", (0, 65536, 1), (3 * MiB, 65536, 5));
        byte[] sparse = File.ReadAllBytes(path);
        Mutations.Run(sparse, [new(0, 80), new(512, 600), new(21 * 512, 44 * 512)], 1000, ImageReading.ReadEverything);
        byte[] packed = File.ReadAllBytes(MakeStreamOptimised(4 * MiB, out _));
        Mutations.Run(packed, [new(0, 80), new(0, packed.Length), new(packed.Length - 1024, 80)], 500, ImageReading.ReadEverything);
        Mutations.Truncate(sparse, new ByteExtent(512, 64 * 512), 512, ImageReading.ReadEverything);
    }

    [Fact]
    public void A_damaged_disk_of_many_files_gives_an_error_or_is_survived()
    {
        EsxSparseFiles.MakeVmfsSparse(_folder.Path, 65536, (0, 1), (4096, 4));
        EsxSparseFiles.MakeSeSparse(_folder.Path, 65536, (0, 1), (1, null), (4096, 4));
        DamageFile("esx-delta.vmdk", "esx.vmdk", 28);
        DamageFile("se-sesparse.vmdk", "se.vmdk", 208);
        DamageFile("esx.vmdk", "esx.vmdk", 200);
    }

    private void DamageFile(string piece, string descriptor, int headerLength)
    {
        string path = _folder.Combine(piece);
        byte[] original = File.ReadAllBytes(path);
        Mutations.Run(original, [new(0, Math.Min(original.Length, headerLength)), new(0, Math.Min(original.Length, 70_000))], 150, source =>
        {
            File.WriteAllBytes(path, source.ReadBytes(0, (int)source.Length));
            using DiskImage image = DiskImage.Open(_folder.Combine(descriptor));
            foreach (ByteExtent extent in image.GetExtents(0, image.Length).Take(50)) image.ReadBytes(extent.Offset, (int)Math.Min(4096, extent.Length));
        });
        File.WriteAllBytes(path, original);
    }

    private void AssertLikeQemu(string path)
    {
        using DiskImage image = DiskImage.Open(path);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vmdk", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    private string MakeStreamOptimised(int size, out string raw)
    {
        raw = _folder.Combine("plain.raw");
        var random = new Random(3);
        byte[] bytes = new byte[size];
        for (int i = 0; i < 3 * MiB; i += 1 + random.Next(300)) bytes[i] = (byte)random.Next(4);
        Encoding.ASCII.GetBytes("the end").CopyTo(bytes, size - 7);
        File.WriteAllBytes(raw, bytes);
        string path = _folder.Combine("stream.vmdk");
        ExternalTool.Require("qemu-img").Run("convert", "-f", "raw", "-O", "vmdk", "-o", "subformat=streamOptimized", raw, path).EnsureSuccess();
        return path;
    }

    private string MakeChain()
    {
        QemuImage.Create(_folder.Combine("base.vmdk"), "vmdk", 8 * MiB, "subformat=monolithicFlat", (0, 2 * MiB, 1), (5 * MiB, MiB, 1));
        QemuImage.Create(_folder.Combine("middle.vmdk"), "vmdk", 8 * MiB, "backing_file=base.vmdk,backing_fmt=vmdk", (65536, 4096, 2), (7 * MiB, 512, 2));
        QemuImage.Create(_folder.Combine("child.vmdk"), "vmdk", 8 * MiB, "backing_file=middle.vmdk,backing_fmt=vmdk", (66048, 512, 3), (6 * MiB, 512, 3));
        return _folder.Combine("child.vmdk");
    }
}
