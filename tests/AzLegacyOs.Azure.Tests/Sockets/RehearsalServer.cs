using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Tests.Sockets;

/// <summary>The rehearsal behind a real socket, with faults at chosen requests.</summary>
internal sealed class RehearsalServer : IDisposable
{
    private const string MeantFor = "X-Meant-For";

    private const string Checksum = "x-ms-content-crc64";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly RehearsalAzure _azure;
    private readonly LoopbackServer _server;
    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<LoopbackRequest, ServiceFault> _decided = new(ReferenceEqualityComparer.Instance);
    private int _number;

    public RehearsalServer(RehearsalAzure azure)
    {
        _azure = azure;
        _server = new LoopbackServer(Answer) { CutBody = CutBody };
        _client = new HttpClient(new ToLoopback(_server.Port)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Decides on each request, told its number from 0. Null: no fault.</summary>
    public Func<RehearsalRequest, int, ServiceFault?> Fault { get; set; } = (_, _) => null;

    /// <summary>What went wrong so far, in order.</summary>
    public ConcurrentQueue<ServiceFault> Faults { get; } = new();

    /// <summary>Requests that came in so far.</summary>
    public int RequestCount => Volatile.Read(ref _number);

    /// <summary>A connection whose every request travels through the socket.</summary>
    /// <param name="maxRetries">Tries of a request after the first.</param>
    /// <param name="timeout">How long an answer may take. Only where silence is played it needs to be short; null for as long as the busiest machine may need.</param>
    public AzureConnection Connect(int maxRetries = 3, TimeSpan? timeout = null) =>
        new(_azure.Identity, AzureCloud.Public, _azure.SubscriptionId, new ServiceTransport
        {
            Transport = new HttpClientTransport(_client),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetries = maxRetries,
            PollingInterval = TimeSpan.FromMilliseconds(5),
            NetworkTimeout = timeout ?? Patience,
            PageTimeout = timeout ?? Patience,
        });

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private int? CutBody(LoopbackRequest request)
    {
        ServiceFault? fault = Fault(Translate(request), Interlocked.Increment(ref _number) - 1);
        if (fault is null) return null;
        Faults.Enqueue(fault.Value);
        _decided[request] = fault.Value;
        return fault == ServiceFault.ResetInBody ? 1000 : null;
    }

    private LoopbackAnswer Answer(LoopbackRequest received)
    {
        RehearsalRequest request = Translate(received);
        ServiceFault? fault = _decided.TryRemove(received, out ServiceFault decided) ? decided : null;
        string container = request.Segments.FirstOrDefault() ?? "";
        switch (fault)
        {
            case ServiceFault.AccessExpired:
                _azure.Expire(container);
                break;
            case ServiceFault.AccessRevoked:
                _azure.Revoke(container);
                break;
            case ServiceFault.Throttled: return Refusal(request, 429, "TooManyRequests", "Slow down.", "0");
            case ServiceFault.ThrottledWithoutDelay: return Refusal(request, 429, "TooManyRequests", "Slow down.");
            case ServiceFault.Busy: return Refusal(request, 503, "ServerBusy", "The server is busy.", "0");
            case ServiceFault.BusyWithoutDelay: return Refusal(request, 503, "ServerBusy", "The server is busy.");
            case ServiceFault.InternalError: return Refusal(request, 500, "InternalError", "Server encountered an internal error. Please try again after some time.");
            case ServiceFault.ClockSkew: return Refusal(request, 403, "AuthenticationFailed", "Request date header is not within the accepted range.");
            case ServiceFault.Silence: return new LoopbackAnswer(200) { IsSilent = true };
            case ServiceFault.ResetBeforeAnswer: return new LoopbackAnswer(200) { IsCutOff = true };
            case ServiceFault.NotStored when IsPageWrite(request): return new LoopbackAnswer(201) { Headers = { [Checksum] = request.Header(Checksum) ?? "" } };
            case ServiceFault.HalfStored when IsPageWrite(request) && request.Body.Length > 512:
                _azure.Answer(Half(request));
                return new LoopbackAnswer(201) { IsCutOff = true };
        }

        LoopbackAnswer answer = Translate(_azure.Answer(request));
        return fault switch
        {
            ServiceFault.DoneThenReset or ServiceFault.HalfStored => answer with { IsCutOff = true },
            ServiceFault.ResetInAnswer => answer with { CutAfter = answer.Body.Length / 2 },
            ServiceFault.WrongChecksum when IsPageWrite(request) => new LoopbackAnswer(201) { Headers = { [Checksum] = "AQIDBAUGBwg=" } },
            _ => answer,
        };
    }

    private static bool IsPageWrite(RehearsalRequest request) => request.Query("comp") == "page" && request.Body.Length > 0;

    private static RehearsalRequest Half(RehearsalRequest request)
    {
        int half = request.Body.Length / 2 / 512 * 512;
        string range = request.Header("x-ms-range")!;
        long start = long.Parse(range["bytes=".Length..range.IndexOf('-')], CultureInfo.InvariantCulture);
        var headers = request.Headers.Where(h => h.Key is not Checksum).ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase);
        headers["x-ms-range"] = $"bytes={start}-{start + half - 1}";
        return new RehearsalRequest(request.Method, request.Uri, headers, request.Body[..half]);
    }

    private static LoopbackAnswer Refusal(RehearsalRequest request, int status, string code, string message, string? retryAfter = null)
    {
        bool isStorage = request.Header("x-ms-version") is not null;
        byte[] body = Encoding.UTF8.GetBytes(isStorage
            ? $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
            : $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""");
        var headers = new Dictionary<string, string> { ["Content-Type"] = isStorage ? "application/xml" : "application/json" };
        if (isStorage) headers["x-ms-error-code"] = code;
        if (retryAfter is not null) headers["Retry-After"] = retryAfter;
        return new LoopbackAnswer(status) { Headers = headers, Body = request.Method == "HEAD" ? [] : body };
    }

    private static RehearsalRequest Translate(LoopbackRequest request)
    {
        string host = request.Headers.TryGetValue(MeantFor, out string? meant) ? "https://" + meant : "https://disk.z14.blob.storage.azure.net";
        return new RehearsalRequest(request.Method, new Uri(host + request.Target), request.Headers, request.Body);
    }

    private static LoopbackAnswer Translate(RehearsalReply reply) =>
        new(reply.Status) { Headers = reply.Headers.ToDictionary(h => h.Key, h => h.Value), Body = reply.Body };

    /// <summary>Sends to the socket what is meant for a host of Azure, which it notes.</summary>
    private sealed class ToLoopback(int port) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uri meant = request.RequestUri!;
            request.Headers.TryAddWithoutValidation(MeantFor, meant.Host);
            request.Headers.Host = null;
            request.RequestUri = new UriBuilder(meant) { Scheme = "http", Host = "127.0.0.1", Port = port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
