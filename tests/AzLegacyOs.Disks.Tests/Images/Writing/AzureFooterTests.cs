using System.Buffers.Binary;
using System.Text.Json;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Disks.Tests.Images.Vhd;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Writing;

/// <summary>Whatever comes in, the footer that goes out keeps every rule.</summary>
public sealed class AzureFooterTests : IDisposable
{
    private const int MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;

    private static readonly Guid Id = Guid.Parse("0c0a7c2e-5d0b-4a5b-9f25-1f6d5a3f9b11");
    private static readonly DateTime Time = new(2015, 7, 14, 1, 2, 3, DateTimeKind.Utc);
    private static readonly ConversionOptions Options = new() { UniqueId = Id, Timestamp = Time, Verify = true };

    /// <summary>What is wrong, foreign or left over in the footer of a source.</summary>
    private static readonly Dictionary<string, Action<byte[]>> Oddities = new()
    {
        ["as qemu writes it"] = _ => { },
        ["temporary disk"] = footer => footer[11] = 3,
        ["features not set"] = footer => footer[11] = 0,
        ["another version"] = footer => footer[13] = 2,
        ["data offset of a fixed disk not all ones"] = footer => footer.AsSpan(16, 8).Clear(),
        ["Virtual PC"] = footer => "vpc "u8.CopyTo(footer.AsSpan(28)),
        ["disk2vhd"] = footer => "d2v\0"u8.CopyTo(footer.AsSpan(28)),
        ["Macintosh"] = footer => "Mac "u8.CopyTo(footer.AsSpan(36)),
        ["grown since it was made"] = footer => BinaryPrimitives.WriteInt64BigEndian(footer.AsSpan(40), 4 * MiB),
        ["no geometry"] = footer => footer.AsSpan(56, 4).Clear(),
        ["geometry of any size"] = footer => new byte[] { 0xFF, 0xFF, 16, 255 }.CopyTo(footer, 56),
        ["no identity"] = footer => footer.AsSpan(68, 16).Clear(),
        ["saved state"] = footer => footer[84] = 1,
        ["reserved bytes used"] = footer => footer.AsSpan(85).Fill(0xA5),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> OddityNames => [.. Oddities.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw", null, 33 * MiB)]
    [InlineData("raw", null, 512)]
    [InlineData("raw", null, (33 * MiB) + 512)]
    [InlineData("vhdx", "subformat=dynamic,block_size=1M", 65 * MiB)]
    [InlineData("vmdk", "subformat=monolithicSparse", (200 * MiB) - 512)]
    [InlineData("vdi", null, 600 * MiB)]
    [InlineData("qcow2", null, (20 * MiB) + 512)]
    public void Every_field_is_right_whatever_the_source(string format, string? options, long size)
    {
        string source = _folder.Combine("source.img");
        QemuImage.Create(source, format, size, options, (0, 510, 1), (510, 1, 0x55), (511, 1, 0xAA));

        AssertAccepted(Convert(source), Id, Time);
    }

    [Theory]
    [MemberData(nameof(OddityNames))]
    public void Nothing_of_an_odd_footer_is_carried_over(string oddity)
    {
        (string source, VhdFooter footer) = MakeVhd(bytes =>
        {
            Oddities[oddity](bytes);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(64), VhdChecksum.Compute(bytes, 64));
        });

        AssertAccepted(Convert(source), footer.HasIdentity ? footer.UniqueId : Id, footer.HasIdentity ? footer.Timestamp : Time);
    }

    [Fact]
    public void A_wrong_checksum_is_put_right()
    {
        (string source, VhdFooter footer) = MakeVhd(bytes => bytes[64] ^= 0xFF);
        Assert.False(footer.ChecksumValid);
        AssertAccepted(Convert(source), footer.UniqueId, footer.Timestamp);
    }

    [Theory]
    [InlineData(-1, "a footer of 511 bytes")]
    [InlineData(4096, "bytes between disk and footer")]
    public void The_length_of_the_file_is_put_right(int change, string what)
    {
        (string source, VhdFooter footer) = MakeVhd(_ => { });
        byte[] bytes = File.ReadAllBytes(source);
        File.WriteAllBytes(source, change < 0 ? bytes[..(bytes.Length + change)] : [.. bytes[..^512], .. new byte[change], .. bytes[^512..]]);

        string path = Convert(source);

        Assert.True(new FileInfo(path).Length == (21 * MiB) + 512, what);
        AssertAccepted(path, footer.UniqueId, footer.Timestamp);
    }

    [Fact]
    public void A_dynamic_disk_and_a_differencing_one_become_fixed()
    {
        string parent = _folder.Combine("parent.vhd"), child = _folder.Combine("child.avhd");
        QemuImage.Create(parent, "vpc", 21 * MiB, "subformat=dynamic,force_size=on", (0, 510, 1), (510, 1, 0x55), (511, 1, 0xAA));
        var dynamic = VhdFooter.Parse(File.ReadAllBytes(parent)[^512..]);
        VhdFooter differencing = DifferencingVhd.Create(child, dynamic, @".\parent.vhd", null, (8, 7));

        AssertAccepted(Convert(parent), dynamic.UniqueId, dynamic.Timestamp);
        AssertAccepted(Convert(child), differencing.UniqueId, differencing.Timestamp);
    }

    // The borders of the geometry, of a VHD in Hyper-V, of an OS disk of each generation, and of Azure.
    [Theory]
    [InlineData(20L * MiB)]
    [InlineData(34L * MiB)]
    [InlineData(136L * MiB)]
    [InlineData(137L * MiB)]
    [InlineData(248L * MiB)]
    [InlineData(249L * MiB)]
    [InlineData(504L * MiB)]
    [InlineData(505L * MiB)]
    [InlineData(127L * GiB)]
    [InlineData(2040L * GiB)]
    [InlineData(2048L * GiB)]
    [InlineData(4095L * GiB)]
    [InlineData(32_767L * GiB)]
    public void Every_field_is_right_at_the_limits_of_size(long size)
    {
        using var view = new FixedVhdView(new Hole(size), Id, Time);
        Assert.Equal(size + 512, view.Length);
        AzureFooter.AssertAccepted(view.Length, view.ReadBytes(view.Length - 512, 512), Id, Time);
    }

    private static void AssertAccepted(string path, Guid uniqueId, DateTime timestamp)
    {
        using var file = new FileByteSource(path);
        AzureFooter.AssertAccepted(file.Length, file.ReadBytes(file.Length - 512, 512), uniqueId, timestamp);
        ToolResult info = ExternalTool.Require("qemu-img").Run("info", "-f", "vpc", "--output=json", path);
        using var json = JsonDocument.Parse(info.OutputText);
        Assert.Equal(file.Length - 512, json.RootElement.GetProperty("virtual-size").GetInt64());
    }

    private string Convert(string source)
    {
        string path = source + ".azure.vhd";
        using DiskImage image = DiskImage.Open(source);
        Assert.True(ImageConversion.Convert(image, path, Options).IsVerified);
        return path;
    }

    /// <summary>A fixed VHD of 21 MiB with a changed footer, and that footer.</summary>
    private (string Path, VhdFooter Footer) MakeVhd(Action<byte[]> change)
    {
        string path = _folder.Combine("source.vhd");
        QemuImage.Create(path, "vpc", 21 * MiB, "subformat=fixed,force_size=on", (0, 510, 1), (510, 1, 0x55), (511, 1, 0xAA));
        byte[] bytes = File.ReadAllBytes(path);
        byte[] footer = bytes[^512..];
        change(footer);
        footer.CopyTo(bytes, bytes.Length - 512);
        File.WriteAllBytes(path, bytes);
        return (path, VhdFooter.Parse(footer));
    }

    /// <summary>A disk of any size without data.</summary>
    private sealed class Hole(long length) : ByteSource
    {
        public override string Name => "hole";

        public override long Length => length;

        public override void Read(long offset, byte[] buffer, int index, int count) => Array.Clear(buffer, index, count);

        public override IEnumerable<ByteExtent> GetExtents(long offset, long length) => [];
    }
}
