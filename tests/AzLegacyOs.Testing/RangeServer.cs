using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AzLegacyOs.Testing;

/// <summary>A web server on a loopback address that gives ranges of one file, and faults on demand.</summary>
public sealed class RangeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _content;

    public RangeServer(byte[] content)
    {
        _content = content;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Address of the file, with a query that nobody may see.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/disks/disk.vhd?sv=2021-12-02&sig={Secret}";

    /// <summary>What the query of <see cref="Address"/> holds.</summary>
    public static string Secret => "T0P%2FSECRET%3D";

    /// <summary>All requests so far, in order.</summary>
    public ConcurrentQueue<RangeRequest> Requests { get; } = new();

    /// <summary>The entity tag of the file.</summary>
    public string Tag { get; set; } = "\"0x8D1\"";

    /// <summary>Gives another answer than the file; null for the file. Told the request and its number, from 1.</summary>
    public Func<RangeRequest, int, RangeAnswer?> Fault { get; set; } = (_, _) => null;

    /// <summary>The answer that a healthy server gives.</summary>
    public RangeAnswer Serve(RangeRequest request)
    {
        if (request.Headers.TryGetValue("If-Match", out string? wanted) && wanted != Tag) return new RangeAnswer(412);
        (long from, long to) = request.Range;
        if (from >= _content.Length) return new RangeAnswer(416) { Headers = { ["Content-Range"] = $"bytes */{_content.Length}" } };
        to = Math.Min(to, _content.Length - 1);
        return new RangeAnswer(206)
        {
            Headers = { ["Content-Range"] = $"bytes {from}-{to}/{_content.Length}", ["ETag"] = Tag, ["Last-Modified"] = "Sat, 03 Feb 2024 04:05:06 GMT" },
            Body = _content[(int)from..(int)(to + 1)],
        };
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => TalkAsync(client));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            NetworkStream stream = client.GetStream();
            try
            {
                while (await ReadRequestAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    RangeAnswer answer = Fault(request, Requests.Count) ?? Serve(request);
                    if (answer.IsSilent) await Task.Delay(Timeout.Infinite, answer.Released);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Head()));
                    await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.Body.Length));
                    if (answer.CutAfter is null) continue;
                    client.Client.LingerState = new LingerOption(true, 0);
                    return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client has had enough.
            }
        }
    }

    private static async Task<RangeRequest?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        return new RangeRequest(first[0], first[1], lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>A request as it came in.</summary>
public sealed record RangeRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>First and last byte that are asked for.</summary>
    public (long From, long To) Range
    {
        get
        {
            string[] ends = Headers["Range"]["bytes=".Length..].Split('-');
            return (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>An answer, or the lack of one.</summary>
public sealed record RangeAnswer(int Status)
{
    public Dictionary<string, string> Headers { get; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Resets the connection after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Says nothing until <see cref="Released"/>.</summary>
    public bool IsSilent { get; init; }

    public CancellationToken Released { get; init; }

    internal string Head() =>
        $"HTTP/1.1 {Status} Answer\r\n{string.Concat(Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}Content-Length: {Body.Length}\r\n\r\n";
}
