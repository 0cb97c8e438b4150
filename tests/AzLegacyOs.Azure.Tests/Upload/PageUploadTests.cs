using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Rehearsal.Exchanges;
using global::Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>The upload against a target that can be held and asked.</summary>
public class PageUploadTests
{
    private const string Address = "https://md.blob.storage.azure.net/c/abcd?sv=1&sig=x";

    [Fact]
    public async Task The_footer_goes_last_and_alone()
    {
        FixedVhdView image = Samples.Disk().AsFixedVhd();
        using var target = new HeldTarget(image.Length);
        target.Release();
        await Upload(image, target);
        Assert.Equal((image.Length - 512, 512), target.Writes[^1]);
        Assert.Equal(1, target.Writes.Count(w => w.Offset + w.Length == image.Length));
        Assert.Equal(0, target.ActiveAtFooter);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task As_many_requests_as_asked_for_and_no_more_buffers_than_twice_that(int concurrency)
    {
        var disk = new SparseDisk(256 * Samples.MiB, 1, (0, (int)(200 * Samples.MiB)));
        FixedVhdView image = disk.AsFixedVhd();
        long extentsRead = disk.BytesRead;
        using var target = new HeldTarget(image.Length);
        Task<UploadSummary> upload = Upload(image, target, new UploadOptions { MaxConcurrency = concurrency });
        long read = -1;
        await Until(() => target.Active == concurrency);
        await Until(() => read == (read = disk.BytesRead));
        Assert.Equal(concurrency, target.Active);
        Assert.InRange(disk.BytesRead - extentsRead, 1, 2 * concurrency * (long)PageRange.MaximumLength);
        target.Release();
        UploadSummary summary = await upload;
        Assert.Equal(concurrency, target.MostActive);
        Assert.Equal((200 * Samples.MiB) + 512, summary.BytesSent);
        Assert.Equal(51, summary.Ranges);
    }

    [Fact]
    public async Task The_digest_of_what_was_sent_is_that_of_the_image()
    {
        FixedVhdView image = Samples.Disk().AsFixedVhd();
        using var target = new HeldTarget(image.Length);
        target.Release();
        UploadSummary summary = await Upload(image, target);
        Assert.Equal(ContentDigest.Of(image, CancellationToken.None), summary.ContentDigest);
        Assert.NotEqual(ContentDigest.Of(Samples.Disk(seed: 2).AsFixedVhd(), CancellationToken.None), summary.ContentDigest);
    }

    [Fact]
    public async Task Holes_are_never_read()
    {
        var disk = new SparseDisk(4096 * Samples.MiB, 1, (0, 512), (2048 * Samples.MiB, 4096));
        FixedVhdView image = disk.AsFixedVhd();
        using var target = new HeldTarget(image.Length);
        target.Release();
        await Upload(image, target);
        Assert.InRange(disk.BytesRead, 512 + 4096, 16 * 1024);
    }

    [Fact]
    public async Task A_cancelled_upload_stops_with_every_sender_done()
    {
        FixedVhdView image = Samples.Disk().AsFixedVhd();
        using var target = new HeldTarget(image.Length);
        using var stop = new CancellationTokenSource();
        Task<UploadSummary> upload = Upload(image, target, cancellationToken: stop.Token);
        await Until(() => target.Active > 0);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        Assert.Equal(0, target.Active);
        Assert.DoesNotContain(target.Writes, w => w.Offset + w.Length == image.Length);
    }

    [Fact]
    public async Task A_disk_that_is_no_fixed_VHD_is_refused_before_anything_is_sent()
    {
        using var target = new HeldTarget(32 * Samples.MiB);
        await Assert.ThrowsAsync<DiskFormatException>(() => Upload(new SparseDisk(32 * Samples.MiB), target));
        await Assert.ThrowsAsync<DiskFormatException>(() => Upload(new SparseDisk((32 * Samples.MiB) + 512), target));
        await Assert.ThrowsAsync<DiskFormatException>(() => Upload(new SparseDisk(512), target));
        Assert.Equal(0, target.Requests);
    }

    [Theory]
    [InlineData("http://example.com/c/abcd?sig=x")]
    [InlineData("https://example.com/c/abcd")]
    [InlineData("ftp://example.com/c/abcd?sig=x")]
    [InlineData("c/abcd?sig=x")]
    public async Task An_address_that_cannot_be_trusted_is_refused_without_showing_it(string address)
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => DiskUploader.UploadAsync(Samples.Disk().AsFixedVhd(), address));
        Assert.DoesNotContain("sig=x", exception.ToString());
    }

    private static Task<UploadSummary> Upload(ByteSource image, HeldTarget target, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        HttpPipeline pipeline = AzureConnection.PagePipeline(new ServiceTransport { Transport = target, RetryDelay = TimeSpan.FromMilliseconds(1) });
        return DiskUploader.UploadAsync(image, SasAddress.Parse(Address), pipeline, null, options ?? new UploadOptions(), null, null, cancellationToken);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        // Asked once each time: what holds now need not hold at a second look.
        while (!condition()) await Task.Delay(20, patience.Token);
    }

    /// <summary>A target that answers writes only when it is released.</summary>
    private sealed class HeldTarget(long length) : HttpPipelineTransport, IDisposable
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public List<(long Offset, int Length)> Writes { get; } = [];

        public int Active { get; private set; }

        public int MostActive { get; private set; }

        public int ActiveAtFooter { get; private set; } = -1;

        public int Requests { get; private set; }

        public void Release() => _released.TrySetResult();

        public override global::Azure.Core.Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(global::Azure.Core.HttpMessage message) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(global::Azure.Core.HttpMessage message)
        {
            lock (_lock) Requests++;
            if (message.Request.Method == global::Azure.Core.RequestMethod.Head)
            {
                message.Response = Reply(200, ("Content-Length", length.ToString()));
                return;
            }

            if (message.Request.Method == global::Azure.Core.RequestMethod.Get)
            {
                message.Response = List();
                return;
            }

            message.Request.Headers.TryGetValue("x-ms-range", out string? range);
            long[] ends = [.. range!["bytes=".Length..].Split('-').Select(long.Parse)];
            lock (_lock)
            {
                if (ends[1] == length - 1) ActiveAtFooter = Active;
                MostActive = Math.Max(MostActive, ++Active);
            }

            try
            {
                await _released.Task.WaitAsync(message.CancellationToken);
                lock (_lock) Writes.Add((ends[0], (int)(ends[1] - ends[0] + 1)));
            }
            finally
            {
                lock (_lock) Active--;
            }

            message.Response = Reply(201);
        }

        public void Dispose() => _released.TrySetCanceled();

        private RehearsalResponse List()
        {
            string[] ranges;
            lock (_lock) ranges = [.. Writes.OrderBy(w => w.Offset).Select(w => $"<PageRange><Start>{w.Offset}</Start><End>{w.Offset + w.Length - 1}</End></PageRange>")];
            return new(new RehearsalReply(200, new Dictionary<string, string>(), System.Text.Encoding.UTF8.GetBytes($"<PageList>{string.Concat(ranges)}</PageList>")), "");
        }

        private static RehearsalResponse Reply(int status, params (string Name, string Value)[] headers) =>
            new(new RehearsalReply(status, headers.ToDictionary(h => h.Name, h => h.Value), []), "");
    }
}
