using System.Collections.Concurrent;
using System.Net;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Testing;
using global::Azure.Core.Pipeline;

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
        await azurite.AssertHoldsAsync("disk.vhd", image);
    }

    [Fact]
    public async Task Bytes_that_are_changed_on_the_way_are_refused_by_their_checksum_and_sent_again()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk(seed: 8).AsFixedVhd();
        await azurite.CreateAsync("changed-on-the-way.vhd", image.Length);
        using var changing = new ChangingHandler();
        using var client = new HttpClient(changing);
        HttpPipeline pipeline = AzureConnection.PagePipeline(new ServiceTransport { Transport = new HttpClientTransport(client) });
        await DiskUploader.UploadAsync(image, SasAddress.Parse(azurite.Sas("changed-on-the-way.vhd", "rw")), pipeline, null, new UploadOptions(), null, null, TestContext.Current.CancellationToken);
        Assert.Equal([HttpStatusCode.BadRequest], changing.Answers);
        await azurite.AssertHoldsAsync("changed-on-the-way.vhd", image);
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

    /// <summary>Changes one byte of the first page write.</summary>
    private sealed class ChangingHandler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        private int _writes;

        public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Put || Interlocked.Increment(ref _writes) > 1) return await base.SendAsync(request, cancellationToken);
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            body[^1] ^= 1;
            request.Content = new ByteArrayContent(body);
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            Answers.Enqueue(answer.StatusCode);
            return answer;
        }
    }
}
