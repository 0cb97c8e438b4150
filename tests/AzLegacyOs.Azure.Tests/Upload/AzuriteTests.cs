using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>Page traffic against a storage service that nobody here wrote.</summary>
public sealed class AzuriteTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task A_sparse_disk_arrives_byte_for_byte_without_its_zeros()
    {
        await azurite.StartAsync();
        SparseDisk disk = Samples.Disk(seed: 7);
        ByteSource image = disk.AsFixedVhd();
        await azurite.CreateAsync("disk.vhd", image.Length);
        UploadSummary summary = await DiskUploader.UploadAsync(image, azurite.Sas("disk.vhd", "rw"));
        Assert.InRange(summary.BytesSent, 5 * Samples.MiB, 6 * Samples.MiB);
        byte[] stored = await azurite.ReadAsync("disk.vhd");
        byte[] expected = new byte[image.Length];
        image.Read(0, expected, 0, expected.Length);
        Assert.True(expected.AsSpan().SequenceEqual(stored));
    }

    [Fact]
    public async Task A_target_of_another_length_is_refused_before_the_first_byte()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk().AsFixedVhd();
        await azurite.CreateAsync("short.vhd", image.Length - 512);
        DiskFormatException exception = await Assert.ThrowsAsync<DiskFormatException>(() => DiskUploader.UploadAsync(image, azurite.Sas("short.vhd", "rw")));
        Assert.Contains((image.Length - 512).ToString(), exception.Message);
    }

    [Fact]
    public async Task An_address_without_the_right_to_write_is_refused_with_a_hint()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk().AsFixedVhd();
        await azurite.CreateAsync("read-only.vhd", image.Length);
        string sas = azurite.Sas("read-only.vhd", "r");
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => DiskUploader.UploadAsync(image, sas));
        Assert.Equal(("SasLacksRight", 403), (exception.ErrorId, exception.Failure.HttpStatus));
        Assert.DoesNotContain(new Uri(sas).Query.Split("sig=")[1], exception.Message + exception.Diagnostics);
    }

    [Fact]
    public async Task A_target_that_does_not_exist_is_named()
    {
        await azurite.StartAsync();
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => DiskUploader.UploadAsync(Samples.Disk().AsFixedVhd(), azurite.Sas("absent.vhd", "rw")));
        Assert.Equal("ResourceNotFound", exception.ErrorId);
        Assert.Contains("/images/absent.vhd", exception.Message);
    }
}
