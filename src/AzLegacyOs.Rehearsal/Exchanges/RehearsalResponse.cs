using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace AzLegacyOs.Rehearsal.Exchanges;

/// <summary>A reply in the form that the Azure SDK reads.</summary>
internal sealed class RehearsalResponse(RehearsalReply reply, string clientRequestId) : Response
{
    public override int Status => reply.Status;

    public override string ReasonPhrase => ((System.Net.HttpStatusCode)reply.Status).ToString();

    public override Stream? ContentStream { get; set; } = new MemoryStream(reply.Body, writable: false);

    public override string ClientRequestId { get; set; } = clientRequestId;

    /// <summary>Nothing: the SDK reads a buffered body after it has disposed of the message.</summary>
    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => reply.Headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => reply.Headers.Select(h => new HttpHeader(h.Key, h.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        bool isThere = reply.Headers.TryGetValue(name, out string? found);
        value = found;
        return isThere;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        bool isThere = reply.Headers.TryGetValue(name, out string? found);
        values = isThere ? [found!] : null;
        return isThere;
    }
}
