using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vdi;

public sealed class VdiImageTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("static=off", (5 * MiB) + 512, DiskImageSubformat.Dynamic)]
    [InlineData("static=off", 9000L * MiB, DiskImageSubformat.Dynamic)]
    [InlineData("static=on", 7 * MiB, DiskImageSubformat.Fixed)]
    public void Reads_what_qemu_wrote(string options, long size, DiskImageSubformat subformat)
    {
        string path = _folder.Combine("disk.bin");
        QemuImage.Create(path, "vdi", size, options, (size / 2 / 512 * 512, 5000, 3), (0, 512, 1), (70_000, 9_000, 2), (size - 1000, 1000, 4));

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Vdi, subformat), (image.Format, image.Subformat));
        Assert.InRange(image.AllocatedLength!.Value, 1, image.Length);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(path, "vdi", _folder.Combine("disk.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_snapshot_is_refused()
    {
        byte[] bytes = Create();
        bytes[0x4C] = 4;
        Assert.Contains("merged", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    [Fact]
    public void Two_blocks_in_one_place_stop_the_opening()
    {
        byte[] bytes = Create();
        int table = BitConverter.ToInt32(bytes, 0x154);
        bytes.AsSpan(table, 4).CopyTo(bytes.AsSpan(table + 4));
        Assert.Contains("same place", Assert.Throws<DiskFormatException>(() => DiskImage.Open(new MemorySource(bytes))).Reason);
    }

    [Fact]
    public void Damage_gives_an_error_or_is_survived()
    {
        byte[] bytes = Create();
        int table = BitConverter.ToInt32(bytes, 0x154);
        Mutations.Run(bytes, [new(0x40, 0x160), new(0x154, 0x38), new(table, 32)], 1500, ImageReading.ReadEverything);
        Mutations.Truncate(bytes, new ByteExtent(512, bytes.Length - 512), 4096, ImageReading.ReadEverything);
    }

    private byte[] Create()
    {
        string path = _folder.Combine("disk.vdi");
        QemuImage.Create(path, "vdi", 8 * MiB, null, (0, 512, 1), (3 * MiB, 512, 5));
        return File.ReadAllBytes(path);
    }
}
