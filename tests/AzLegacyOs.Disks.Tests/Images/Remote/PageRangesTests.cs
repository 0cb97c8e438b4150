using System.Text;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Remote;

public sealed class PageRangesTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly RangeServer _server = new(new byte[8 * MiB]);

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Ranges_are_listed_once_joined_and_cut()
    {
        ServeLists(
            "<PageList><PageRange><Start>512</Start><End>1023</End></PageRange><PageRange><Start>1024</Start><End>2047</End></PageRange><NextMarker>2!a</NextMarker></PageList>",
            "<PageList><ClearRange><Start>4096</Start><End>8191</End></ClearRange><PageRange><Start>4194304</Start><End>5242879</End></PageRange><NextMarker /></PageList>");
        using RemoteByteSource source = Open();
        Assert.Equal([new ByteExtent(512, 1536), new ByteExtent(4 * MiB, MiB)], source.GetExtents(0, source.Length));
        Assert.Equal([new ByteExtent(4 * MiB + 100, 200)], source.GetExtents(4 * MiB + 100, 200));
        Assert.Empty(source.GetExtents(6 * MiB, MiB));
        string[] targets = [.. _server.Requests.Skip(1).Select(request => request.Target)];
        Assert.Equal(2, targets.Length);
        Assert.EndsWith("&comp=pagelist", targets[0]);
        Assert.EndsWith("&comp=pagelist&marker=2%21a", targets[1]);
    }

    [Fact]
    public void Holes_that_are_not_worth_a_request_are_passed_over()
    {
        ServeLists("<PageList><PageRange><Start>0</Start><End>511</End></PageRange><PageRange><Start>4096</Start><End>4607</End></PageRange></PageList>");
        using RemoteByteSource source = Open();
        Assert.Equal([new ByteExtent(0, 4608)], source.GetExtents(0, source.Length));
    }

    [Theory]
    [InlineData("<PageList><PageRange><Start>4096</Start><End>8191</End></PageRange><PageRange><Start>0</Start><End>511</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>-1</Start><End>511</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>0</Start><End>9223372036854775807</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>0</Start></PageRange></PageList>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><PageList>&a;</PageList>")]
    [InlineData("<BlockList />")]
    [InlineData("<PageList>")]
    [InlineData("")]
    public void A_list_that_cannot_be_right_counts_for_nothing(string list)
    {
        ServeLists(list);
        using RemoteByteSource source = Open();
        Assert.Equal([new ByteExtent(0, 8 * MiB)], source.GetExtents(0, source.Length));
    }

    [Fact]
    public void A_list_that_never_ends_is_given_up()
    {
        ServeLists("<PageList><NextMarker>again</NextMarker></PageList>");
        using RemoteByteSource source = Open();
        Assert.Equal([new ByteExtent(0, 8 * MiB)], source.GetExtents(0, source.Length));
    }

    [Fact]
    public void A_blob_that_changed_is_an_error_here_too()
    {
        ServeLists("<PageList />");
        using RemoteByteSource source = Open();
        _server.Fault = (_, _) => new LoopbackAnswer(412);
        Assert.Contains("changed", Assert.Throws<DiskFormatException>(() => source.GetExtents(0, 100).ToList()).Reason);
    }

    [Fact]
    public void Mutated_lists_never_do_worse_than_no_list()
    {
        byte[] list = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><PageList><PageRange><Start>512</Start><End>1023</End></PageRange><PageRange><Start>1048576</Start><End>2097151</End></PageRange><NextMarker/></PageList>");
        var random = new Random(20240203);
        for (int i = 0; i < 10_000; i++)
        {
            byte[] mutated = [.. list];
            for (int change = random.Next(1, 4); change > 0; change--) mutated[random.Next(mutated.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : list[random.Next(list.Length)]);
            var ranges = new List<ByteExtent>();
            if (!PageList.TryRead(mutated, 0, 8 * MiB, 65536, ranges, out _)) continue;
            long end = 0;
            foreach (ByteExtent range in ranges)
            {
                Assert.True(range.Offset >= end && range.Length > 0 && range.End <= 8 * MiB);
                end = range.End;
            }
        }
    }

    private void ServeLists(params string[] lists)
    {
        int served = 0;
        _server.Fault = (request, _) =>
        {
            if (request.Target.Contains("comp=pagelist"))
                return new LoopbackAnswer(200) { Headers = { ["Content-Type"] = "application/xml" }, Body = Encoding.UTF8.GetBytes(lists[Math.Min(served++, lists.Length - 1)]) };
            LoopbackAnswer answer = _server.Serve(request);
            answer.Headers["x-ms-blob-type"] = "PageBlob";
            return answer;
        };
    }

    private RemoteByteSource Open() => new(RemoteAddress.Parse(_server.Address), RetryPolicy.Default, CancellationToken.None);
}
