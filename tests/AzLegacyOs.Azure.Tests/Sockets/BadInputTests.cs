using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Testing;
using global::Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Tests.Sockets;

/// <summary>Targets and sources that an upload cannot work with, through a real socket: one clear error each, and no footer, so that nothing can be taken for a whole disk.</summary>
/// <remarks>A target of another size, one with foreign data and an address without the right to write are tried on azurite, in AddressDestinationTests and AzuriteTests.</remarks>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _written = new();

    [Theory]
    [InlineData("HEAD", 403, "AuthenticationFailed", "SasRejected", "Ask for a new one")]
    [InlineData("HEAD", 403, "KeyBasedAuthenticationNotPermitted", "SharedKeyForbidden", "user delegation SAS")]
    [InlineData("HEAD", 403, "AuthorizationPermissionMismatch", "SasLacksRight", "sp=rw")]
    [InlineData("HEAD", 403, "AuthorizationFailure", "StorageNetworkDenied", "allow the address of this machine")]
    [InlineData("HEAD", 404, "ContainerNotFound", "ContainerNotFound", "name of the container")]
    [InlineData("HEAD", 407, null, "ProxyRefused", "HTTPS_PROXY")]
    [InlineData("PUT", 403, "AuthenticationFailed", "SasRejected", "Ask for a new one")]
    [InlineData("PUT", 403, "AuthenticationFailed: Signature not valid in the specified time frame", "SasExpired", "clock")]
    [InlineData("PUT", 403, "AuthorizationPermissionMismatch", "SasLacksRight", "sp=rw")]
    [InlineData("PUT", 409, "BlobImmutableDueToPolicy", "TargetImmutable", "another container")]
    public async Task What_the_service_refuses_is_one_clear_error(string method, int status, string? refusal, string errorId, string hint)
    {
        ByteSource image = Samples.Disk().AsFixedVhd();
        using LoopbackServer server = Target(image.Length, request => request.Method == method ? Refusal(status, refusal) : null);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(server, image));
        Assert.Equal((errorId, status), (exception.ErrorId, exception.Failure.HttpStatus));
        AssertClear(exception, hint);
    }

    [Fact]
    public async Task A_proxy_that_asks_for_a_sign_in_is_told_apart_from_a_service_that_is_not_there()
    {
        using var proxy = new LoopbackServer(_ => new LoopbackAnswer(407) { Headers = { ["Proxy-Authenticate"] = "Basic realm=\"office\"" } });
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}"), UseProxy = true });
        var exception = await Assert.ThrowsAsync<AzureOperationException>(
            () => RunAsync("https://legacydisks.blob.core.windows.net/vhds/erp.vhd?sv=1&sig=SECRET", Samples.Disk().AsFixedVhd(), new HttpClientTransport(client)));
        Assert.Equal("ProxyRefused", exception.ErrorId);
        AssertClear(exception, "HTTPS_PROXY");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/c/d.vhd")]
    [InlineData("https://no-such-account.invalid/c/d.vhd")]
    public async Task A_service_that_cannot_be_reached_is_named(string address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(address + "?sv=1&sig=SECRET", Samples.Disk().AsFixedVhd(), new HttpClientTransport(client)));
        Assert.Equal("ServiceNotReached", exception.ErrorId);
        Assert.Contains(address, exception.Message);
        AssertClear(exception, "name resolution");
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_is_told_with_its_offset()
    {
        SparseDisk disk = Samples.Disk();
        FixedVhdView image = disk.AsFixedVhd();
        using LoopbackServer server = Target(image.Length);
        UploadDestination destination = Destination(Address(server), null);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, image, TestContext.Current.CancellationToken);
        disk.OnRead = offset =>
        {
            if (offset >= 20 * Samples.MiB && !_written.IsEmpty) throw new IOException("Input/output error");
        };
        var exception = await Assert.ThrowsAsync<DiskFormatException>(() => destination.RunAsync(plan, Samples.Server2003, image, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("the medium cannot be read: Input/output error", exception.Message);
        Assert.True(exception.Offset >= 20 * Samples.MiB);
        AssertNoFooter(image.Length);
    }

    [Fact]
    public async Task A_source_that_changes_while_it_travels_is_refused_before_the_footer()
    {
        string path = _folder.Combine("disk.vhd");
        ByteSource view = Samples.Disk().AsFixedVhd();
        byte[] bytes = new byte[view.Length];
        view.Read(0, bytes, 0, bytes.Length);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        using DiskImage disk = DiskImage.Open(path, TestContext.Current.CancellationToken);
        using var image = new SteadySource(FixedVhdView.Of(disk, Guid.Empty, DateTime.UnixEpoch), FileStamps.Of(disk));
        using LoopbackServer server = Target(image.Length, request =>
        {
            if (request.Method == "PUT") File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            return null;
        });
        var exception = await Assert.ThrowsAsync<DiskFormatException>(() => RunAsync(server, image));
        Assert.Contains(path, exception.Message);
        Assert.Contains("chang", exception.Message);
        AssertNoFooter(image.Length);
    }

    public void Dispose() => _folder.Dispose();

    private Task RunAsync(LoopbackServer server, ByteSource image) => RunAsync(Address(server), image, null);

    private async Task RunAsync(string address, ByteSource image, HttpPipelineTransport? transport)
    {
        UploadDestination destination = Destination(address, transport);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, image, TestContext.Current.CancellationToken);
        await destination.RunAsync(plan, Samples.Server2003, image, cancellationToken: TestContext.Current.CancellationToken);
    }

    private AddressDestination Destination(string address, HttpPipelineTransport? transport) => new(
        AzureConnection.PagePipeline(new ServiceTransport { Transport = transport, RetryDelay = TimeSpan.FromMilliseconds(1), MaxRetries = 2 }),
        SasAddress.Parse(address),

        // One buffer and one read ahead: what is far on the disk is read only after something was sent.
        new UploadOptions { StateFolder = _folder.Path, MaxConcurrency = 1 },
        force: false,
        removeOnFailure: false);

    private static string Address(LoopbackServer server) => $"http://127.0.0.1:{server.Port}/c/d.vhd?sv=1&sig=SECRET";

    /// <summary>An empty page blob that takes what comes, but for what is refused.</summary>
    private LoopbackServer Target(long length, Func<LoopbackRequest, LoopbackAnswer?>? refuse = null) => new(request =>
    {
        if (refuse?.Invoke(request) is { } refusal) return refusal;
        switch (request.Method)
        {
            case "HEAD":
                return new LoopbackAnswer(200) { Headers = { ["Content-Length"] = length.ToString(), ["x-ms-blob-type"] = "PageBlob" } };
            case "PUT":
                _written.Enqueue(request.Headers["x-ms-range"]);
                return new LoopbackAnswer(201);
            default:
                return new LoopbackAnswer(200) { Body = Encoding.ASCII.GetBytes(_written.IsEmpty ? "<PageList />" : $"<PageList><PageRange><Start>0</Start><End>{length - 1}</End></PageRange></PageList>") };
        }
    });

    private static LoopbackAnswer Refusal(int status, string? refusal)
    {
        if (refusal is null) return new LoopbackAnswer(status);
        string[] parts = refusal.Split(": ");
        return new LoopbackAnswer(status)
        {
            Headers = { ["x-ms-error-code"] = parts[0] },
            Body = Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{parts[0]}</Code><Message>{parts[^1]}</Message></Error>"),
        };
    }

    private void AssertClear(AzureOperationException exception, string hint)
    {
        Assert.Contains(hint, exception.Failure.Hint);
        Assert.DoesNotContain("SECRET", exception.Message + exception.Diagnostics);
        Assert.Empty(exception.LeftBehind);
        Assert.Empty(_written);
    }

    private void AssertNoFooter(long length)
    {
        Assert.NotEmpty(_written);
        Assert.DoesNotContain(_written, range => range.EndsWith($"-{length - 1}", StringComparison.Ordinal));
    }
}
