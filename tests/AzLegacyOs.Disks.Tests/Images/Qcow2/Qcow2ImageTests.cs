using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Qcow2;

public sealed class Qcow2ImageTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("compat=0.10", 5 * MiB)]
    [InlineData("compat=1.1", (100 * MiB) + 512)]
    [InlineData("compat=1.1,cluster_size=512", (3 * MiB) + 512)]
    [InlineData("compat=1.1,cluster_size=2M", 9000L * MiB)]
    [InlineData("compat=1.1,extended_l2=on", 70 * MiB)]
    [InlineData("compat=1.1,lazy_refcounts=on,refcount_bits=1", 70 * MiB)]
    [InlineData("compat=1.1,preallocation=metadata", 20 * MiB)]
    public void Reads_what_qemu_wrote(string options, long size)
    {
        string path = _folder.Combine("disk.bin");
        QemuImage.Create(path, "qcow2", size, options, (0, 512, 1), (70_000, 9_000, 2), (size / 2 / 512 * 512, 5000, 3), (size - 1000, 1000, 4));
        ExternalTool.Require("qemu-io").Run("-f", "qcow2", "-c", "write -z 72k 4k", "-c", "write -z 1M 1M", path).EnsureSuccess();

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Qcow2, DiskImageSubformat.Dynamic), (image.Format, image.Subformat));
        Assert.Empty(image.Remarks);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "qcow2", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Theory]
    [InlineData("compression_type=zlib")]
    [InlineData("compression_type=zlib,cluster_size=4k")]
    [InlineData("compression_type=zlib,cluster_size=2M")]
    public void Reads_compressed_clusters(string options)
    {
        string compressed = MakeCompressed(options, out string raw);
        using DiskImage image = DiskImage.Open(compressed);
        SourceAssert.EqualsFile(raw, image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void Another_compression_is_refused_by_name()
    {
        ToolResult help = ExternalTool.Require("qemu-img").Run("create", "-f", "qcow2", "-o", "compression_type=zstd", _folder.Combine("zstd.qcow2"), "1M");
        Assert.SkipUnless(help.ExitCode == 0, "This qemu-img has no Zstandard.");
        Assert.Contains("Zstandard", Assert.Throws<DiskFormatException>(() => DiskImage.Open(_folder.Combine("zstd.qcow2"))).Reason);
    }

    [Fact]
    public void An_encrypted_image_is_refused()
    {
        string path = _folder.Combine("disk.qcow2");
        QemuImage.Create(path, "qcow2", MiB, null);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[35] = 2;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("encrypted", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Theory]
    [InlineData("compat=1.1")]
    [InlineData("compat=1.1,extended_l2=on")]
    public void A_chain_of_three_reads_as_one_disk(string options)
    {
        string path = MakeChain(options);
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal(DiskImageSubformat.Differencing, image.Subformat);
        Assert.Equal("middle.qcow2", image.ParentName);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "qcow2", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_missing_backing_file_is_named_when_data_is_read()
    {
        string path = MakeChain("compat=1.1");
        File.Delete(_folder.Combine("base.raw"));
        using DiskImage image = DiskImage.Open(path);
        Assert.Contains("base.raw", Assert.Throws<DiskFormatException>(() => image.ReadBytes(MiB / 2, 512)).Reason);
    }

    [Fact]
    public void A_backing_file_outside_the_folder_is_not_opened()
    {
        // Nothing proves that a raw file belongs to the image, so a forged image could name any file of its reader.
        string path = MakeChain("compat=1.1");
        Directory.CreateDirectory(_folder.Combine("other"));
        File.Move(_folder.Combine("base.raw"), _folder.Combine("other", "base.raw"));
        ExternalTool.Require("qemu-img").Run("rebase", "-u", "-b", _folder.Combine("other", "base.raw"), "-F", "raw", _folder.Combine("middle.qcow2")).EnsureSuccess();
        Directory.CreateDirectory(_folder.Combine("elsewhere"));
        File.Move(_folder.Combine("middle.qcow2"), _folder.Combine("elsewhere", "middle.qcow2"));

        using DiskImage image = DiskImage.Open(_folder.Combine("elsewhere", "middle.qcow2"));

        Assert.Contains("was not found in its folder", Assert.Throws<DiskFormatException>(() => image.ReadBytes(MiB / 2, 512)).Reason);
    }

    [Theory]
    [InlineData("dfvfs-ext2.qcow2")]
    [InlineData("dfvfs-windows_volume-no-hives.qcow2")]
    [InlineData("plaso-image.qcow2")]
    public void Reads_real_disks_as_qemu_does(string name)
    {
        string path = Corpus.Open("disks/" + name);
        using DiskImage image = DiskImage.Open(path);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "qcow2", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void Two_entries_that_share_a_table_stop_the_opening()
    {
        string path = _folder.Combine("disk.qcow2");
        QemuImage.Create(path, "qcow2", 8 * MiB, "cluster_size=4k", (0, 4096, 1));
        byte[] bytes = File.ReadAllBytes(path);
        int table = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(44));
        bytes.AsSpan(table, 8).CopyTo(bytes.AsSpan(table + 8));
        Assert.Contains("the same table", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    [Fact]
    public void Damage_gives_an_error_or_is_survived()
    {
        string path = _folder.Combine("small.qcow2");
        QemuImage.Create(path, "qcow2", 8 * MiB, "cluster_size=4k", (0, 65536, 1), (3 * MiB, 65536, 5));
        byte[] plain = File.ReadAllBytes(path);
        Mutations.Run(plain, [new(0, 112), new(0, plain.Length)], 1000, ImageReading.ReadEverything);
        byte[] packed = File.ReadAllBytes(MakeCompressed("cluster_size=64k", out _));
        Mutations.Run(packed, [new(0, 112), new(0, packed.Length)], 500, ImageReading.ReadEverything);
        Mutations.Truncate(plain, new ByteExtent(512, plain.Length - 512), 4096, ImageReading.ReadEverything);
    }

    private string MakeCompressed(string options, out string raw)
    {
        raw = _folder.Combine("plain.raw");
        var random = new Random(3);
        byte[] bytes = new byte[(4 * MiB) + 512];
        for (int i = 0; i < 3 * MiB; i += 1 + random.Next(300)) bytes[i] = (byte)random.Next(4);
        File.WriteAllBytes(raw, bytes);
        string compressed = _folder.Combine("compressed.qcow2");
        ExternalTool.Require("qemu-img").Run("convert", "-c", "-f", "raw", "-O", "qcow2", "-o", options, raw, compressed).EnsureSuccess();
        return compressed;
    }

    private string MakeChain(string options)
    {
        QemuImage.Create(_folder.Combine("base.raw"), "raw", 6 * MiB, null, (0, MiB, 1), (510, 1, 0x55), (511, 1, 0xAA), (5 * MiB, MiB, 1));
        QemuImage.Create(_folder.Combine("middle.qcow2"), "qcow2", 8 * MiB, options + ",backing_file=base.raw,backing_fmt=raw", (4096, 4096, 2), (7 * MiB, 512, 2));
        QemuImage.Create(_folder.Combine("child.qcow2"), "qcow2", 10 * MiB, options + ",backing_file=middle.qcow2,backing_fmt=qcow2", (6144, 512, 3), (9 * MiB, 512, 3));
        ExternalTool.Require("qemu-io").Run("-f", "qcow2", "-c", "write -z 5M 64k", _folder.Combine("child.qcow2")).EnsureSuccess();
        return _folder.Combine("child.qcow2");
    }
}
