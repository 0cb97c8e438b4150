using System.Collections.Concurrent;

namespace AzLegacyOs.Testing;

/// <summary>A web server on a loopback address that gives ranges of one file, and faults on demand.</summary>
public sealed class RangeServer : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly byte[] _content;

    public RangeServer(byte[] content)
    {
        _content = content;
        _server = new LoopbackServer(Answer);
    }

    /// <summary>Address of the file, with a query that nobody may see.</summary>
    public string Address => $"http://127.0.0.1:{_server.Port}/disks/disk.vhd?sv=2021-12-02&sig={Secret}";

    /// <summary>What the query of <see cref="Address"/> holds.</summary>
    public static string Secret => "T0P%2FSECRET%3D";

    /// <summary>All requests so far, in order.</summary>
    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    /// <summary>The entity tag of the file.</summary>
    public string Tag { get; set; } = "\"0x8D1\"";

    /// <summary>Gives another answer than the file; null for the file. Told the request and its number, from 1.</summary>
    public Func<LoopbackRequest, int, LoopbackAnswer?> Fault { get; set; } = (_, _) => null;

    /// <summary>Answers so many requests and none after them, so that nobody who reads on comes to an end by himself.</summary>
    public void FallSilentAfter(int requests) => Fault = (_, number) => number > requests ? new LoopbackAnswer(200) { IsSilent = true } : null;

    /// <summary>The answer that a healthy server gives.</summary>
    public LoopbackAnswer Serve(LoopbackRequest request)
    {
        if (request.Headers.TryGetValue("If-Match", out string? wanted) && wanted != Tag) return new LoopbackAnswer(412);
        (long from, long to) = request.Range;
        if (from >= _content.Length) return new LoopbackAnswer(416) { Headers = { ["Content-Range"] = $"bytes */{_content.Length}" } };
        to = Math.Min(to, _content.Length - 1);
        return new LoopbackAnswer(206)
        {
            Headers = { ["Content-Range"] = $"bytes {from}-{to}/{_content.Length}", ["ETag"] = Tag, ["Last-Modified"] = "Sat, 03 Feb 2024 04:05:06 GMT" },
            Body = _content[(int)from..(int)(to + 1)],
        };
    }

    public void Dispose() => _server.Dispose();

    private LoopbackAnswer Answer(LoopbackRequest request)
    {
        Requests.Enqueue(request);
        return Fault(request, Requests.Count) ?? Serve(request);
    }
}
