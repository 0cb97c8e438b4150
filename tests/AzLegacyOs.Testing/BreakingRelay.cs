namespace AzLegacyOs.Testing;

/// <summary>Stands between a client and a server on a loopback address, passes on what both say, and resets the connection in the middle of some answers.</summary>
public sealed class BreakingRelay : IDisposable
{
    // Each costs the client a pause.
    private const int MostBreaks = 3;

    // Between these it lets the client come further.
    private const int LargeAnswers = 3;
    private const int LargeAnswer = 64 * 1024;

    private static readonly string[] OfOneConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Host"];

    private readonly HttpClient _http = new();
    private readonly LoopbackServer _server;
    private readonly Uri _target;
    private int _large;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Address of a file on the server.</param>
    public BreakingRelay(string address)
    {
        _target = new Uri(address);
        _server = new LoopbackServer(Pass);
        Address = address.Replace($":{_target.Port}/", $":{_server.Port}/", StringComparison.Ordinal);
    }

    /// <summary>Address of the same file, by way of the relay.</summary>
    public string Address { get; }

    /// <summary>How many answers were broken off so far.</summary>
    public int Breaks { get; private set; }

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
    }

    private LoopbackAnswer Pass(LoopbackRequest request)
    {
        using var onward = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_target, request.Target));
        foreach ((string name, string value) in request.Headers.Where(header => !OfOneConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase))) onward.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = _http.Send(onward);
        using var body = new MemoryStream();
        response.Content.ReadAsStream().CopyTo(body);
        var answer = new LoopbackAnswer((int)response.StatusCode) { Body = body.ToArray() };
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).Where(header => !OfOneConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            answer.Headers[name] = string.Join(", ", values);
        if (answer.Body.Length < LargeAnswer || ++_large % LargeAnswers != 1 || Breaks == MostBreaks) return answer;
        Breaks++;
        return answer with { CutAfter = answer.Body.Length / 2 };
    }
}
