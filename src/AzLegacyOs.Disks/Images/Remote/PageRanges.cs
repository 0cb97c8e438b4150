using System.Net;
using System.Net.Http.Headers;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>The pages of a page blob that hold data, as the service lists them.</summary>
/// <remarks>"Get Page Ranges", https://learn.microsoft.com/rest/api/storageservices/get-page-ranges. Asked for in windows, each once.</remarks>
internal sealed class PageRanges
{
    private const long WindowLength = 4L << 30;

    // Holes smaller than this are not worth a request of their own; it also bounds what a window can hold.
    private const long SmallestHole = 64 * 1024;

    // An answer has at most 10 000 ranges, and a window at most one for every second page of 512 bytes.
    private const int MaximumAnswerLength = 4 << 20;
    private const int MaximumAnswers = 512;

    private readonly RemoteService _service;
    private readonly RangeReader _reader;
    private readonly BoundedCache<ByteExtent[]> _windows;
    private volatile bool _isUnavailable;

    public PageRanges(RemoteService service, RangeReader reader)
    {
        _service = service;
        _reader = reader;
        _windows = new BoundedCache<ByteExtent[]>(16, Load);
        _isUnavailable = !reader.IsPageBlob;
    }

    /// <summary>The ranges with data; all of it where the service does not list them.</summary>
    public IEnumerable<ByteExtent> Find(long offset, long length)
    {
        long end = offset + length;
        ByteExtent pending = default;
        while (offset < end)
        {
            long stop = _isUnavailable ? end : Math.Min(end, (offset / WindowLength + 1) * WindowLength);
            foreach (ByteExtent extent in _isUnavailable ? Whole(offset, stop) : _windows.Get(offset / WindowLength))
            {
                long from = Math.Max(extent.Offset, offset), to = Math.Min(extent.End, stop);
                if (from >= to) continue;
                if (pending.Length > 0 && pending.End == from)
                {
                    pending = pending with { Length = to - pending.Offset };
                    continue;
                }

                if (pending.Length > 0) yield return pending;
                pending = new ByteExtent(from, to - from);
            }

            offset = stop;
        }

        if (pending.Length > 0) yield return pending;
    }

    private static ByteExtent[] Whole(long start, long end) => [new ByteExtent(start, end - start)];

    private ByteExtent[] Load(long number)
    {
        long start = number * WindowLength, end = Math.Min(start + WindowLength, _reader.Length);
        if (_isUnavailable) return Whole(start, end);
        var ranges = new List<ByteExtent>();
        string? marker = null;
        for (int answers = 0; answers < MaximumAnswers; answers++)
        {
            if (Ask(start, end, marker) is not { } list || !PageList.TryRead(list, start, end, SmallestHole, ranges, out marker)) break;
            if (marker is null) return [.. ranges];
        }

        _isUnavailable = true;
        return Whole(start, end);
    }

    /// <returns>The text of the list; null where the service has none to give.</returns>
    private byte[]? Ask(long start, long end, string? marker)
    {
        Uri address = _service.Address.With("comp=pagelist" + (marker is null ? "" : "&marker=" + Uri.EscapeDataString(marker)));
        return _service.Send(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Range = new RangeHeaderValue(start, end - 1);
                _reader.Bind(request);
                return request;
            },
            async answer =>
            {
                if (answer.Head.StatusCode == HttpStatusCode.PreconditionFailed) throw _reader.Changed(start);
                if (answer.Head.StatusCode != HttpStatusCode.OK || answer.Head.Content.Headers.ContentType?.MediaType is not ("application/xml" or "text/xml")) return null;
                using var text = new MemoryStream();
                byte[] buffer = new byte[16 * 1024];
                for (int read; (read = await answer.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0; text.Write(buffer, 0, read))
                {
                    if (text.Length > MaximumAnswerLength) return null;
                }

                return text.ToArray();
            });
    }
}
