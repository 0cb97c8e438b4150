using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Rehearsal.Exchanges;

/// <summary>Carries the requests of the Azure SDK to a function instead of a socket.</summary>
internal sealed class RehearsalTransport(Func<RehearsalRequest, RehearsalReply> answer) : HttpPipelineTransport
{
    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message)
    {
        using var body = new MemoryStream();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        Answer(message, body);
    }

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        // A real transport never completes on the caller's stack; senders that only seem parallel would hide faults.
        await Task.Yield();
        using var body = new MemoryStream();
        if (message.Request.Content is { } content) await content.WriteToAsync(body, message.CancellationToken).ConfigureAwait(false);
        Answer(message, body);
    }

    private void Answer(HttpMessage message, MemoryStream body)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (HttpHeader header in message.Request.Headers) headers[header.Name] = header.Value;
        RehearsalReply reply = answer(new RehearsalRequest(message.Request.Method.Method, message.Request.Uri.ToUri(), headers, body.ToArray()));
        message.Response = new RehearsalResponse(reply, message.Request.ClientRequestId);
    }
}
