using System.Globalization;
using System.Xml;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>The list of page ranges that the blob service sends.</summary>
/// <remarks><c>PageList ( PageRange|ClearRange ( Start, End ) )* NextMarker</c>, ends inclusive.</remarks>
internal static class PageList
{
    /// <summary>Adds the ranges of a list to those before it.</summary>
    /// <param name="text">The XML.</param>
    /// <param name="start">First byte that was asked for.</param>
    /// <param name="end">Byte after the last one.</param>
    /// <param name="smallestHole">Ranges that are closer than this become one.</param>
    /// <param name="ranges">Takes the ranges, ascending.</param>
    /// <param name="nextMarker">Where the next list goes on; null after the last one.</param>
    /// <returns>Whether the text is such a list.</returns>
    public static bool TryRead(byte[] text, long start, long end, long smallestHole, List<ByteExtent> ranges, out string? nextMarker)
    {
        nextMarker = null;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(text), settings);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "PageList" || xml.IsEmptyElement) return xml.LocalName == "PageList";
            xml.ReadStartElement();
            while (xml.NodeType == XmlNodeType.Element)
            {
                switch (xml.LocalName)
                {
                    case "PageRange":
                        if (!TryReadRange(xml, out ByteExtent range) || !TryAdd(ranges, range, start, end, smallestHole)) return false;
                        break;
                    case "NextMarker":
                        string marker = xml.ReadElementContentAsString();
                        nextMarker = marker.Length > 0 ? marker : null;
                        break;
                    default:
                        xml.Skip();
                        break;
                }
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool TryReadRange(XmlReader xml, out ByteExtent range)
    {
        range = default;
        xml.ReadStartElement();
        if (xml.LocalName != "Start" || !long.TryParse(xml.ReadElementContentAsString(), NumberStyles.None, CultureInfo.InvariantCulture, out long first)) return false;
        if (xml.LocalName != "End" || !long.TryParse(xml.ReadElementContentAsString(), NumberStyles.None, CultureInfo.InvariantCulture, out long last)) return false;
        xml.ReadEndElement();
        if (last < first || last == long.MaxValue) return false;
        range = new ByteExtent(first, last - first + 1);
        return true;
    }

    private static bool TryAdd(List<ByteExtent> ranges, ByteExtent range, long start, long end, long smallestHole)
    {
        long from = Math.Max(range.Offset, start), to = Math.Min(range.End, end);
        if (from >= to) return true;
        ByteExtent last = ranges.Count > 0 ? ranges[ranges.Count - 1] : default;
        if (ranges.Count == 0 || from - last.End >= smallestHole)
        {
            ranges.Add(new ByteExtent(from, to - from));
            return true;
        }

        if (from < last.End) return false;
        ranges[ranges.Count - 1] = last with { Length = to - last.Offset };
        return true;
    }
}
