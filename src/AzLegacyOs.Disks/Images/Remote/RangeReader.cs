using System.Net;
using System.Net.Http.Headers;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>Reads ranges of one remote file, and makes sure that all of them are of the same version of it.</summary>
/// <remarks>"Get Blob", https://learn.microsoft.com/rest/api/storageservices/get-blob; RFC 9110, sections 13 and 14.</remarks>
internal sealed class RangeReader
{
    private readonly RemoteService _service;

    private RangeReader(RemoteService service) => _service = service;

    /// <summary>Length of the file in bytes.</summary>
    public long Length { get; private set; } = -1;

    /// <summary>When the file was last written, where the server tells.</summary>
    public DateTimeOffset? LastModified { get; private set; }

    /// <summary>Whether the server says that the file is a page blob.</summary>
    public bool IsPageBlob { get; private set; }

    private EntityTagHeaderValue? Tag { get; set; }

    /// <summary>Asks for the start of the file, which tells its length too: some keys allow no other request than reading.</summary>
    /// <param name="service">The server.</param>
    /// <param name="start">Takes the first bytes.</param>
    public static RangeReader Open(RemoteService service, byte[] start)
    {
        var reader = new RangeReader(service);
        reader.Read(0, start, 0, start.Length);
        return reader;
    }

    /// <summary>Reads a range, which may end after the file only while its length is not known.</summary>
    public void Read(long offset, byte[] buffer, int index, int count)
    {
        // A broken body is resumed where it broke.
        int done = 0;
        _service.Send(
            () => Request(offset + done, count - done),
            async answer =>
            {
                int expected = Check(answer.Head, offset + done, count - done);
                while (expected > 0)
                {
                    int read = await answer.ReadAsync(buffer, index + done, expected).ConfigureAwait(false);
                    if (read == 0) throw new IOException("the body ended early");
                    done += read;
                    expected -= read;
                }

                return done;
            });
    }

    /// <summary>Makes the request conditional on the version that is being read.</summary>
    public void Bind(HttpRequestMessage request)
    {
        if (Tag is { IsWeak: false }) request.Headers.IfMatch.Add(Tag);
    }

    /// <summary>The one error for a file that is no longer what it was.</summary>
    public DiskFormatException Changed(long offset) => new(_service.Address.ToString(), offset,
        "the image was changed or replaced while it was read; make a snapshot, or detach the disk, and read that");

    private HttpRequestMessage Request(long offset, int count)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _service.Address.Uri);
        request.Headers.Range = new RangeHeaderValue(offset, offset + count - 1);
        Bind(request);
        return request;
    }

    /// <returns>Bytes in the body.</returns>
    private int Check(HttpResponseMessage head, long offset, int count)
    {
        ContentRangeHeaderValue? range = head.Content.Headers.ContentRange;
        if (head.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && Length < 0 && range is { HasRange: false, Length: 0 })
        {
            Length = 0;
            return 0;
        }

        if (head.StatusCode == HttpStatusCode.PreconditionFailed || (Length >= 0 && head.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)) throw Changed(offset);
        if (head.StatusCode != HttpStatusCode.PartialContent) throw RemoteRefusal.Of(_service.Address, head);
        if (range is not { HasRange: true, HasLength: true, Unit: "bytes" } || range.From != offset || range.Length is not >= 0)
            throw new DiskFormatException(_service.Address.ToString(), offset, "the server sent other bytes than were asked for, or does not tell the length of the image");

        if (Length < 0) Remember(head, range.Length.Value);
        else if (range.Length != Length || !Equals(head.Headers.ETag, Tag)) throw Changed(offset);

        int expected = (int)Math.Min(count, Length - offset);
        if (range.To != offset + expected - 1)
            throw new DiskFormatException(_service.Address.ToString(), offset, $"the server sent another range than the {expected} bytes that were asked for");
        return expected;
    }

    private void Remember(HttpResponseMessage head, long length)
    {
        Length = length;
        Tag = head.Headers.ETag;
        LastModified = head.Content.Headers.LastModified;
        IsPageBlob = head.Headers.TryGetValues("x-ms-blob-type", out IEnumerable<string>? types) && types.First() == "PageBlob";
    }
}
