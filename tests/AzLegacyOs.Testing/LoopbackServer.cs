using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AzLegacyOs.Testing;

/// <summary>A web server on a free port of the loopback address that answers by a function, and can break off or fall silent.</summary>
public sealed class LoopbackServer : IDisposable
{
    private const int LongestHead = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<LoopbackRequest, LoopbackAnswer> _answer;
    private readonly CancellationTokenSource _end = new();

    public LoopbackServer(Func<LoopbackRequest, LoopbackAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Decides before the body of a request is read, whether to reset the connection after so many bytes of that body. Null to read it whole.</summary>
    public Func<LoopbackRequest, int?> CutBody { get; set; } = _ => null;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = Task.Run(() => TalkAsync(client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var stream = new BufferedStream(client.GetStream(), 64 * 1024);
            try
            {
                while (await ReadHeadAsync(stream) is { } request)
                {
                    if (CutBody(request) is { } cut)
                    {
                        await stream.ReadExactlyAsync(new byte[Math.Min(cut, request.BodyLength)], _end.Token);
                        Reset(client);
                        return;
                    }

                    request.Body = new byte[request.BodyLength];
                    await stream.ReadExactlyAsync(request.Body, _end.Token);
                    LoopbackAnswer answer = _answer(request);
                    if (answer.IsSilent) await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(answer.Released, _end.Token).Token);
                    if (!answer.IsCutOff)
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Head()), _end.Token);
                        bool hasBody = request.Method != "HEAD";
                        if (hasBody) await stream.WriteAsync(answer.Body.AsMemory(0, answer.CutAfter ?? answer.Body.Length), _end.Token);
                        await stream.FlushAsync(_end.Token);
                        if (answer.CutAfter is null) continue;
                    }

                    Reset(client);
                    return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client has had enough, or the server ends.
            }
        }
    }

    private static void Reset(TcpClient client) => client.Client.LingerState = new LingerOption(true, 0);

    private async Task<LoopbackRequest?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (head.Length < 4 || head[^1] != '\n' || head[^2] != '\r' || head[^3] != '\n')
        {
            if (head.Length > LongestHead || await stream.ReadAsync(one, _end.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] first = lines[0].Split(' ');
        return new LoopbackRequest(first[0], first[1], lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>A request as it came in.</summary>
public sealed record LoopbackRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public byte[] Body { get; internal set; } = [];

    /// <summary>First and last byte that are asked for.</summary>
    public (long From, long To) Range
    {
        get
        {
            string[] ends = Headers["Range"]["bytes=".Length..].Split('-');
            return (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture));
        }
    }

    internal int BodyLength => Headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0;
}

/// <summary>An answer, or the lack of one.</summary>
public sealed record LoopbackAnswer(int Status)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public byte[] Body { get; init; } = [];

    /// <summary>Resets the connection after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Resets the connection instead of answering.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Says nothing until <see cref="Released"/> or the end of the server.</summary>
    public bool IsSilent { get; init; }

    public CancellationToken Released { get; init; }

    internal string Head()
    {
        string length = Headers.ContainsKey("Content-Length") ? "" : $"Content-Length: {Body.Length}\r\n";
        return $"HTTP/1.1 {Status} Answer\r\n{string.Concat(Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}{length}\r\n";
    }
}
