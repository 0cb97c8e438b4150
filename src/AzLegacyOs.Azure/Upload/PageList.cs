using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Disks;
using Azure;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Reads the answer of Get Page Ranges.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/get-page-ranges.</remarks>
internal static class PageList
{
    /// <summary>The ranges that hold data, in order.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="length">Length of the target.</param>
    /// <exception cref="RequestFailedException">The answer is no list of ranges of that target.</exception>
    public static IReadOnlyList<ByteExtent> Read(Response response, long length)
    {
        try
        {
            using var reader = XmlReader.Create(response.Content.ToStream(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            XElement root = XDocument.Load(reader).Root!;
            return [.. root.Elements("PageRange").Select(range => Extent(Number(range, "Start"), Number(range, "End"), length)).OrderBy(range => range.Offset)];
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw new RequestFailedException(response.Status, AzureText.Of("Failure.NoPages"), exception);
        }
    }

    private static ByteExtent Extent(long start, long end, long length) =>
        start % PageRange.PageSize == 0 && (end + 1) % PageRange.PageSize == 0 && start <= end && end < length
            ? new ByteExtent(start, end - start + 1)
            : throw new FormatException($"pages {start} to {end} of {length} bytes");

    private static long Number(XElement range, string name) =>
        long.TryParse(range.Element(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw new FormatException(name);
}
