using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Remote;

public sealed class RemoteByteSourceTests : IDisposable
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    private readonly byte[] _content = new byte[9 * MiB + 777];
    private readonly RangeServer _server;
    private readonly ConcurrentQueue<TimeSpan> _pauses = new();

    public RemoteByteSourceTests()
    {
        new Random(11).NextBytes(_content);
        _server = new RangeServer(_content);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Random_reads_give_the_bytes_of_the_file()
    {
        using RemoteByteSource source = Open();
        Assert.Equal(_content.Length, source.Length);
        Assert.Equal(new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), source.LastModified);
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            int offset = random.Next(_content.Length), count = random.Next(i % 10 == 0 ? 6 * MiB : 200 * KiB);
            AssertReads(source, offset, Math.Min(count, _content.Length - offset));
        }

        AssertReads(source, _content.Length, 0);
        Assert.Throws<DiskFormatException>(() => source.ReadBytes(_content.Length - 1, 2));
    }

    [Fact]
    public void Threads_can_read_at_once()
    {
        using RemoteByteSource source = Open();
        Parallel.For(0, 16, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 50; i++) AssertReads(source, random.Next(_content.Length - 100 * KiB), 100 * KiB);
        });
    }

    [Fact]
    public void What_was_read_is_not_fetched_again_and_reads_that_go_on_are_fetched_ahead()
    {
        using RemoteByteSource source = Open();
        for (int offset = 0; offset < 4 * MiB; offset += 4 * KiB) AssertReads(source, offset, 4 * KiB);
        int requests = _server.Requests.Count;
        Assert.InRange(requests, 2, 12);
        Assert.InRange(source.BytesReceived, 4 * MiB, 5 * MiB);
        for (int offset = 0; offset < 4 * MiB; offset += 4 * KiB) AssertReads(source, offset, 4 * KiB);
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Fact]
    public void Reads_that_jump_about_fetch_little()
    {
        using RemoteByteSource source = Open();
        for (int i = 0; i < 20; i++) AssertReads(source, (i * 37 % 20) * 400 * KiB, 512);
        Assert.InRange(source.BytesReceived, 20 * 64 * KiB, 23 * 64 * KiB);
    }

    [Fact]
    public void Every_request_is_a_get_of_a_range_of_the_same_version()
    {
        using RemoteByteSource source = Open();
        AssertReads(source, 5 * MiB, 100);
        Assert.All(_server.Requests, request => Assert.Equal(("GET", "2021-12-02"), (request.Method, request.Headers["x-ms-version"])));
        Assert.False(_server.Requests.First().Headers.ContainsKey("If-Match"));
        Assert.All(_server.Requests.Skip(1), request => Assert.Equal(_server.Tag, request.Headers["If-Match"]));
    }

    [Fact]
    public void An_empty_file_has_no_bytes()
    {
        using var server = new RangeServer([]);
        using RemoteByteSource source = Open(server.Address);
        Assert.Equal(0, source.Length);
        Assert.Contains("only 0 bytes", Assert.Throws<DiskFormatException>(() => DiskImage.Open(server.Address, TestContext.Current.CancellationToken)).Reason);
    }

    [Theory]
    [InlineData(408), InlineData(429), InlineData(500), InlineData(502), InlineData(503), InlineData(504)]
    public void A_busy_server_is_asked_again_after_the_time_it_wants(int status)
    {
        _server.Fault = (_, number) => number == 2 ? new LoopbackAnswer(status) { Headers = { ["Retry-After"] = "7" } } : number == 3 ? new LoopbackAnswer(status) : null;
        using RemoteByteSource source = Open();
        AssertReads(source, 4 * MiB, 1000);
        Assert.Equal(TimeSpan.FromSeconds(7), _pauses.First());
        Assert.InRange(_pauses.Last().TotalSeconds, 0.7, 1.3);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public void A_server_that_stays_busy_ends_in_one_error()
    {
        using RemoteByteSource source = Open();
        _server.Fault = (_, _) => new LoopbackAnswer(503);
        IOException e = Assert.Throws<IOException>(() => source.ReadBytes(4 * MiB, 1));
        Assert.Contains("503", e.Message);
        AssertHidesSecret(e);
        int requests = _server.Requests.Count;
        Assert.Equal(1 + RetryPolicy.Attempts, requests);

        // A lost file is not asked for again and again.
        Assert.Equal(e.Message, Assert.Throws<IOException>(() => source.ReadBytes(6 * MiB, 1)).Message);
        Assert.Equal(e.Message, Assert.Throws<IOException>(source.EnsureAvailable).Message);
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Fact]
    public void A_body_that_breaks_off_is_resumed_where_it_broke()
    {
        _server.Fault = (request, number) => number is 2 or 3 ? _server.Serve(request) with { CutAfter = 300 * KiB } : null;
        using RemoteByteSource source = Open();
        AssertReads(source, 2 * MiB, 3 * MiB);
        long[] starts = [.. _server.Requests.Skip(1).Select(request => request.Range.From)];
        Assert.Equal(3, starts.Length);
        Assert.InRange(starts[1], 2 * MiB, 2 * MiB + 300 * KiB);
        Assert.InRange(starts[2], starts[1], starts[1] + 300 * KiB);
    }

    [Fact]
    public void A_silent_server_is_left_and_asked_again()
    {
        using var end = new CancellationTokenSource();
        _server.Fault = (_, number) => number == 2 ? new LoopbackAnswer(206) { IsSilent = true, Released = end.Token } : null;
        using var source = new RemoteByteSource(RemoteAddress.Parse(_server.Address), new RetryPolicy(Pause, TimeSpan.FromSeconds(5)), CancellationToken.None);
        AssertReads(source, 4 * MiB, 10);
        // On a machine that is busy with other things, answers that are only late count as silence too.
        Assert.InRange(_server.Requests.Count, 3, 2 * RetryPolicy.Attempts);
        end.Cancel();
    }

    [Fact]
    public void A_server_without_ranges_is_refused()
    {
        _server.Fault = (_, _) => new LoopbackAnswer(200) { Body = new byte[1000] };
        AssertRefused("ignores ranges");
    }

    [Fact]
    public void A_redirect_is_refused()
    {
        _server.Fault = (_, _) => new LoopbackAnswer(302) { Headers = { ["Location"] = "http://127.0.0.1:1/elsewhere?sig=" + RangeServer.Secret } };
        AssertRefused("302");
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(403, "AuthenticationFailed", "expired")]
    [InlineData(404, "BlobNotFound", "no such blob")]
    [InlineData(409, "BlobArchived", "archive tier")]
    [InlineData(400, "InvalidQueryParameterValue", "400, InvalidQueryParameterValue")]
    [InlineData(403, "not a code, sig=" + "T0P%2FSECRET%3D", "(403)")]
    public void A_refusal_says_why(int status, string code, string reason)
    {
        _server.Fault = (_, _) => new LoopbackAnswer(status) { Headers = { ["x-ms-error-code"] = code } };
        AssertRefused(reason);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_one_error()
    {
        using RemoteByteSource source = Open();
        _server.Tag = "\"0x8D2\"";
        var e = Assert.Throws<DiskFormatException>(() => source.ReadBytes(4 * MiB, 1));
        Assert.Contains("changed or replaced while it was read", e.Reason);
        Assert.Equal(4 * MiB, e.Offset);
        _server.Tag = "\"0x8D1\"";
        Assert.Throws<DiskFormatException>(() => source.ReadBytes(6 * MiB, 1));
    }

    [Fact]
    public void A_change_shows_where_the_server_does_not_know_conditions()
    {
        using RemoteByteSource source = Open();
        _server.Fault = (request, _) =>
        {
            LoopbackAnswer answer = _server.Serve(request);
            answer.Headers["ETag"] = "\"0x8D2\"";
            return answer;
        };
        Assert.Contains("changed", Assert.Throws<DiskFormatException>(() => source.ReadBytes(4 * MiB, 1)).Reason);
    }

    [Theory]
    [InlineData("bytes 0-9/100"), InlineData("bytes 131072-196607/*"), InlineData("items 0-9/100"), InlineData(null)]
    public void A_range_that_was_not_asked_for_is_refused(string? range)
    {
        using RemoteByteSource source = Open();
        _server.Fault = (request, _) =>
        {
            LoopbackAnswer answer = _server.Serve(request);
            answer.Headers.Remove("Content-Range");
            if (range is not null) answer.Headers["Content-Range"] = range;
            return answer;
        };
        Assert.Throws<DiskFormatException>(() => source.ReadBytes(4 * MiB, 1));
    }

    [Fact]
    public void A_server_that_is_not_there_is_named_without_the_key()
    {
        // A port that is taken, so that nobody else can get it, and where nobody listens.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new UriBuilder(_server.Address) { Port = ((IPEndPoint)taken.LocalEndPoint!).Port };
        IOException e = Assert.Throws<IOException>(() => Open(address.Uri.OriginalString));
        Assert.Contains("could not be made", e.Message);
        AssertHidesSecret(e);
    }

    [Fact]
    public void Cancellation_ends_a_read_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        using var source = new RemoteByteSource(RemoteAddress.Parse(_server.Address), new RetryPolicy(Pause, TimeSpan.FromMinutes(5)), cancellation.Token);
        _server.Fault = (_, _) =>
        {
            cancellation.CancelAfter(50);
            return new LoopbackAnswer(206) { IsSilent = true, Released = cancellation.Token };
        };
        Assert.ThrowsAny<OperationCanceledException>(() => source.ReadBytes(4 * MiB, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => source.ReadBytes(6 * MiB, 1));
    }

    [Fact]
    public void Extents_are_the_whole_file_where_nobody_lists_them()
    {
        using RemoteByteSource source = Open();
        Assert.Equal([new ByteExtent(100, 2000)], source.GetExtents(100, 2000));
        Assert.Single(_server.Requests);
    }

    private RemoteByteSource Open() => Open(_server.Address);

    private RemoteByteSource Open(string address) => new(RemoteAddress.Parse(address), new RetryPolicy(Pause, TimeSpan.FromMinutes(1)), CancellationToken.None);

    private Task Pause(TimeSpan time, CancellationToken cancellationToken)
    {
        _pauses.Enqueue(time);
        return Task.CompletedTask;
    }

    private void AssertReads(RemoteByteSource source, int offset, int count) =>
        Assert.True(source.ReadBytes(offset, count).AsSpan().SequenceEqual(_content.AsSpan(offset, count)), $"{count} bytes at {offset}");

    private void AssertRefused(string reason)
    {
        IOException e = Assert.ThrowsAny<IOException>(() => Open());
        Assert.Contains(reason, e.Message);
        AssertHidesSecret(e);
    }

    private static void AssertHidesSecret(Exception e)
    {
        Assert.DoesNotContain("SECRET", e.ToString());
        Assert.DoesNotContain("sig=", e.ToString());
        Assert.Contains("/disks/disk.vhd: ", e.Message);
    }
}
