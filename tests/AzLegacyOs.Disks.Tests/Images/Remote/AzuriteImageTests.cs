using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Remote;

/// <summary>Images in a storage service that nobody here wrote.</summary>
public sealed class AzuriteImageTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private const long MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_blob_is_a_disk_whose_holes_are_known()
    {
        string file = _folder.Combine("disk.vhd");
        QemuImage.Create(file, "vpc", 600 * MiB, "subformat=fixed,force_size=on", (0, 4096, 1), (100 * MiB, 3 * MiB, 2), (500 * MiB, 512, 3));
        await azurite.StartAsync();
        await azurite.UploadPagesAsync("disk.vhd", file);
        using DiskImage image = DiskImage.Open(azurite.Sas("disk.vhd", "r"), TestContext.Current.CancellationToken);
        Assert.Equal((DiskImageFormat.Vhd, DiskImageSubformat.Fixed), (image.Format, image.Subformat!.Value));
        Assert.InRange(image.GetExtents(0, image.Length).Sum(extent => extent.Length), 3 * MiB, 8 * MiB);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(file, "vpc", _folder.Combine("disk.raw")), image);
        Assert.InRange(image.BytesRead, 3 * MiB, 12 * MiB);
    }

    [Fact]
    public async Task A_block_blob_holds_any_format()
    {
        string file = _folder.Combine("disk.qcow2");
        QemuImage.Create(file, "qcow2", 300 * MiB, null, (0, 4096, 1), (100 * MiB, 3 * MiB, 2), (250 * MiB, 512, 3));
        await azurite.StartAsync();
        await azurite.UploadBlockAsync("disk.qcow2", file);
        using DiskImage image = DiskImage.Open(azurite.Sas("disk.qcow2", "r"), TestContext.Current.CancellationToken);
        Assert.Equal(DiskImageFormat.Qcow2, image.Format);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(file, "qcow2", _folder.Combine("disk.raw")), image);
    }

    [Fact]
    public async Task A_blob_is_converted_like_a_file()
    {
        string file = _folder.Combine("disk.vhd"), converted = _folder.Combine("converted.vhd");
        QemuImage.Create(file, "vpc", 64 * MiB, "subformat=fixed,force_size=on", (512, 4096, 1), (30 * MiB, 3 * MiB, 2));
        await azurite.StartAsync();
        await azurite.UploadPagesAsync("source.vhd", file);
        using DiskImage image = DiskImage.Open(azurite.Sas("source.vhd", "r"), TestContext.Current.CancellationToken);
        ImageConversion.Convert(image, converted, new ConversionOptions { Verify = true }, cancellationToken: TestContext.Current.CancellationToken);
        QemuImage.AssertSameData(file, "vpc", converted, "vpc");
        Assert.Equal(new FileInfo(file).Length, new FileInfo(converted).Length);
    }

    [Fact]
    public async Task A_blob_that_is_written_to_meanwhile_is_one_error()
    {
        string file = _folder.Combine("disk.vhd");
        QemuImage.Create(file, "vpc", 64 * MiB, "subformat=fixed,force_size=on", (0, 4096, 1));
        await azurite.StartAsync();
        await azurite.UploadPagesAsync("live.vhd", file);
        using var source = new RemoteByteSource(azurite.Sas("live.vhd", "r"), TestContext.Current.CancellationToken);
        await azurite.UploadPagesAsync("live.vhd", file);
        Assert.Contains("changed", Assert.Throws<DiskFormatException>(() => source.ReadBytes(20 * MiB, 1)).Reason);
    }

    [Fact]
    public async Task Rights_that_lack_are_told_without_the_key()
    {
        await azurite.StartAsync();
        await azurite.CreateAsync("closed.vhd", MiB);
        string sas = azurite.Sas("closed.vhd", "w"), forged = azurite.Sas("closed.vhd", "r") + "A";
        foreach (string address in new[] { sas, forged })
        {
            IOException e = Assert.ThrowsAny<IOException>(() => DiskImage.Open(address, TestContext.Current.CancellationToken));
            Assert.Contains("access was refused (403", e.Message);
            Assert.DoesNotContain("sig=", e.ToString());
            Assert.DoesNotContain(new Uri(address).Query.Split("sig=")[1], e.ToString());
        }

        Assert.Contains("no such blob", Assert.ThrowsAny<IOException>(() => DiskImage.Open(azurite.Sas("absent.vhd", "r"), TestContext.Current.CancellationToken)).Message);
    }
}
