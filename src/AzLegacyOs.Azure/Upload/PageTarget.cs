using System.Globalization;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload.Pacing;
using AzLegacyOs.Disks;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Upload;

/// <summary>The page blob behind a managed disk or a given address.</summary>
/// <param name="pipeline">Sends, and repeats what the service asks to repeat.</param>
/// <param name="address">Where to.</param>
/// <param name="renew">Gets a new address when the old one has run out; null where nobody can.</param>
internal sealed class PageTarget(HttpPipeline pipeline, SasAddress address, Func<CancellationToken, Task<SasAddress>>? renew = null) : IDisposable
{
    private const string ServiceVersion = "2021-12-02";

    private const string Checksum = "x-ms-content-crc64";

    private const string ChangedBytes = "Crc64Mismatch";

    // Each of them has the tries of the pipeline in it.
    private const int TriesOfChangedBytes = 4;

    private const int Renewals = 3;

    private readonly SemaphoreSlim _renewal = new(1, 1);

    private volatile SasAddress _address = address;

    /// <summary>Host and path, for messages.</summary>
    public override string ToString() => _address.ToString();

    /// <summary>Length of the target in bytes.</summary>
    public async Task<long> GetLengthAsync(CancellationToken cancellationToken) => Length(await LookAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>What is there; null where there is nothing yet.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task<FoundTarget?> FindAsync(CancellationToken cancellationToken)
    {
        Response response = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (response.Status == 404 && Header(response, "x-ms-error-code") is not "ContainerNotFound") return null;
        return new FoundTarget(Length(response), Header(response, "x-ms-blob-type") is null or "PageBlob", Header(response, "x-ms-creation-time"), Header(response, "ETag"));
    }

    /// <summary>Makes an empty page blob; one that is there is left alone and is an error.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task CreateAsync(long length, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(
            RequestMethod.Put,
            null,
            request =>
            {
                request.Headers.Add("x-ms-blob-type", "PageBlob");
                request.Headers.Add("x-ms-blob-content-length", length.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add("If-None-Match", "*");
                request.Content = RequestContent.Create(Array.Empty<byte>());
            },
            cancellationToken).ConfigureAwait(false);
        if (response.Status != 201) throw new RequestFailedException(response);
    }

    /// <summary>Removes the blob. One that does not exist is gone.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Delete, null, _ => { }, cancellationToken).ConfigureAwait(false);
        if (response.Status is not (202 or 404)) throw new RequestFailedException(response);
    }

    /// <summary>Runs of pages that were written and not cleared, from an offset on, in order; there may be more after the last one.</summary>
    /// <exception cref="RequestFailedException">The service refused, or answered what is no list.</exception>
    public async Task<IReadOnlyList<ByteExtent>> ListAsync(long offset, long length, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(
            RequestMethod.Get,
            "pagelist",
            request => request.Headers.Add("x-ms-range", Range(offset, length - offset)),
            cancellationToken).ConfigureAwait(false);
        return response.Status == 200 ? PageList.Read(response, length) : throw new RequestFailedException(response);
    }

    /// <summary>Makes whole pages zero.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task ClearAsync(long offset, long count, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(
            RequestMethod.Put,
            "page",
            request =>
            {
                request.Headers.Add("x-ms-page-write", "clear");
                request.Headers.Add("x-ms-range", Range(offset, count));
                request.Content = RequestContent.Create(Array.Empty<byte>());
            },
            cancellationToken).ConfigureAwait(false);
        if (response.Status != 201) throw new RequestFailedException(response);
    }

    /// <summary>Writes whole pages. The service compares the checksum with what it got; what was changed on the way is sent again.</summary>
    /// <returns>The ETag that the target has by this write; null where the service does not tell.</returns>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task<string?> WriteAsync(DigestedRange range, byte[] buffer, int index, SenderGate gate, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            Response response = await SendAsync(
                RequestMethod.Put,
                "page",
                request =>
                {
                    request.Headers.Add("x-ms-page-write", "update");
                    request.Headers.Add("x-ms-range", Range(range.Offset, range.Length));
                    request.Headers.Add(Checksum, range.ChecksumText);
                    request.Headers.Add("Content-Type", "application/octet-stream");
                    request.Content = RequestContent.Create(buffer, index, range.Length);
                },
                cancellationToken,
                (gate, range.Length)).ConfigureAwait(false);
            RequestFailedException? fault = Judge(response, range);
            if (fault is null) return Header(response, "ETag");
            if (tries == TriesOfChangedBytes || ErrorAnswer.Read(fault).Code != ChangedBytes) throw fault;
        }
    }

    /// <summary>Reads bytes back.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(long offset, long count, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(
            RequestMethod.Get,
            null,
            request => request.Headers.Add("x-ms-range", Range(offset, count)),
            cancellationToken).ConfigureAwait(false);
        if (response.Status is not (200 or 206)) throw new RequestFailedException(response);
        ReadOnlyMemory<byte> bytes = response.Content.ToMemory();
        return bytes.Length == count ? bytes : throw new RequestFailedException(response.Status, AzureText.Of("Failure.TooShort", bytes.Length, count));
    }

    public void Dispose() => _renewal.Dispose();

    private static RequestFailedException? Judge(Response response, DigestedRange range)
    {
        if (response.Status != 201) return new RequestFailedException(response);
        return Header(response, Checksum) is { } stored && stored != range.ChecksumText
            ? new RequestFailedException(response.Status, AzureText.Of("Failure.OtherBytes", range.Offset), ChangedBytes, null)
            : null;
    }

    private static string Range(long offset, long count) => string.Format(CultureInfo.InvariantCulture, "bytes={0}-{1}", offset, offset + count - 1);

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;

    private static long Length(Response response)
    {
        if (response.Status != 200) throw new RequestFailedException(response);
        return response.Headers.ContentLengthLong ?? throw new RequestFailedException(response.Status, AzureText.Of("Failure.NoLength"));
    }

    private Task<Response> LookAsync(CancellationToken cancellationToken) => SendAsync(RequestMethod.Head, null, _ => { }, cancellationToken);

    private async Task<Response> SendAsync(
        RequestMethod method, string? component, Action<Request> fill, CancellationToken cancellationToken, (SenderGate Gate, int Bytes)? pace = null)
    {
        for (int renewals = 0; ; renewals++)
        {
            SasAddress used = _address;
            HttpMessage message = pipeline.CreateMessage();
            if (pace is var (gate, bytes)) PacingPolicy.Apply(message, gate, bytes);
            message.Request.Method = method;
            message.Request.Uri.Reset(used.Uri);
            if (component is not null) message.Request.Uri.AppendQuery("comp", component, false);
            message.Request.Headers.Add("x-ms-version", ServiceVersion);
            fill(message.Request);
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (message.Response.Status != 403 || renew is null || renewals == Renewals || !await RenewAsync(used, cancellationToken).ConfigureAwait(false)) return message.Response;
        }
    }

    /// <returns>Whether there is an address to try that is not the one that was refused.</returns>
    private async Task<bool> RenewAsync(SasAddress refused, CancellationToken cancellationToken)
    {
        await _renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ReferenceEquals(_address, refused))
            {
                SasAddress fresh = await renew!(cancellationToken).ConfigureAwait(false);
                if (fresh.Uri == refused.Uri) return false;
                _address = fresh;
            }

            return true;
        }
        finally
        {
            _renewal.Release();
        }
    }
}
