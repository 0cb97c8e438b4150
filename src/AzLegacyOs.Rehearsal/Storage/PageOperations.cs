using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>What can be done with the pages of a blob, whoever holds it, with the refusals of the real service.</summary>
/// <remarks>Put Page, Get Page Ranges and Get Blob, https://learn.microsoft.com/rest/api/storageservices/put-page.</remarks>
internal static class PageOperations
{
    private const int PageSize = 512;

    private const int MaximumWrite = 4 * 1024 * 1024;

    private const string Checksum = "x-ms-content-crc64";

    private static readonly Regex RangePattern = new(@"^bytes=(\d{1,18})-(\d{1,18})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>Put Page.</summary>
    public static RehearsalReply Write(RehearsalRequest request, PageBlob blob)
    {
        (long start, long end) = Range(request) ?? throw new StorageRefusal(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
        long count = end - start + 1;
        if (start % PageSize != 0 || count <= 0 || count % PageSize != 0 || end >= blob.Length)
            throw new StorageRefusal(416, "InvalidPageRange", "The page range specified is invalid.");
        switch (request.Header("x-ms-page-write"))
        {
            case "clear":
                if (request.Body.Length != 0) throw new StorageRefusal(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
                Clear(blob, start, count);
                break;
            case "update":
                Update(request, blob, start, count);
                break;
            default:
                throw new StorageRefusal(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
        }

        return Reply(201, [], ("ETag", blob.ETag), (Checksum, ChecksumOf(request.Body)), ("x-ms-request-server-encrypted", "true"));
    }

    private static void Update(RehearsalRequest request, PageBlob blob, long start, long count)
    {
        if (count > MaximumWrite) throw new StorageRefusal(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        if (count != request.Body.Length) throw new StorageRefusal(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
        if (request.Header(Checksum) is { } expected && expected != ChecksumOf(request.Body))
            throw new StorageRefusal(400, "Crc64Mismatch", "The CRC64 value specified in the request did not match with the CRC64 value calculated by the server.");
        blob.Write(start, request.Body);
    }

    private static string ChecksumOf(byte[] body) => DigestedRange.Of(0, body, 0, body.Length).ChecksumText;

    private static void Clear(PageBlob blob, long start, long count)
    {
        for (long done = 0; done < count; done += MaximumWrite) blob.Write(start + done, new byte[Math.Min(MaximumWrite, count - done)]);
    }

    /// <summary>Get Blob.</summary>
    public static RehearsalReply Read(RehearsalRequest request, PageBlob blob)
    {
        (long start, long end) = Range(request) ?? (0, Math.Min(blob.Length, MaximumWrite) - 1);
        end = Math.Min(end, blob.Length - 1);
        if (start > end || end - start >= 16L * MaximumWrite) throw new StorageRefusal(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
        byte[] bytes = new byte[end - start + 1];
        blob.Read(start, bytes, 0, bytes.Length);
        return Reply(206, bytes, ("Content-Range", string.Format(CultureInfo.InvariantCulture, "bytes {0}-{1}/{2}", start, end, blob.Length)));
    }

    /// <summary>Get Page Ranges.</summary>
    public static RehearsalReply List(PageBlob blob)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><PageList>");
        foreach (ByteExtent range in blob.Ranges())
            text.AppendFormat(CultureInfo.InvariantCulture, "<PageRange><Start>{0}</Start><End>{1}</End></PageRange>", range.Offset, range.End - 1);
        return Reply(200, Encoding.UTF8.GetBytes(text.Append("</PageList>").ToString()), ("Content-Type", "application/xml"), ("x-ms-blob-content-length", blob.Length.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Get Blob Properties.</summary>
    public static RehearsalReply Look(PageBlob blob) => Reply(200, [], Properties(blob));

    /// <summary>Does what was asked, or answers with the refusal.</summary>
    public static RehearsalReply Guard(RehearsalRequest request, Func<RehearsalReply> answer)
    {
        try
        {
            return answer();
        }
        catch (StorageRefusal refusal)
        {
            string body = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{refusal.Code}</Code><Message>{refusal.Message}</Message></Error>";
            return Reply(refusal.Status, request.Method == "HEAD" ? [] : Encoding.UTF8.GetBytes(body), ("x-ms-error-code", refusal.Code), ("Content-Type", "application/xml"));
        }
    }

    private static (string, string)[] Properties(PageBlob blob) =>
        [("Content-Length", blob.Length.ToString(CultureInfo.InvariantCulture)), ("x-ms-blob-type", "PageBlob"), ("Accept-Ranges", "bytes"), ("ETag", blob.ETag), ("x-ms-creation-time", blob.Created.ToString("R", CultureInfo.InvariantCulture))];

    private static (long Start, long End)? Range(RehearsalRequest request)
    {
        if ((request.Header("x-ms-range") ?? request.Header("Range")) is not { } text) return null;
        Match match = RangePattern.Match(text);
        if (!match.Success) throw new StorageRefusal(416, "InvalidPageRange", "The page range specified is invalid.");
        return (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    public static RehearsalReply Reply(int status, byte[] body, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-ms-request-id"] = Guid.NewGuid().ToString() };
        foreach ((string name, string value) in headers) all[name] = value;
        return new RehearsalReply(status, all, body);
    }
}
