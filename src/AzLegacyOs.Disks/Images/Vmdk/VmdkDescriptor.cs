using System.Globalization;
using System.Text;

namespace AzLegacyOs.Disks.Images.Vmdk;

/// <summary>A line of a VMDK descriptor that names a piece of the disk.</summary>
/// <param name="Sectors">Its length in sectors of 512 bytes.</param>
/// <param name="Kind">FLAT, SPARSE, ZERO, VMFS, VMFSSPARSE, SESPARSE, ...</param>
/// <param name="FileName">The file; empty for ZERO.</param>
/// <param name="StartSector">Where a flat piece starts in its file.</param>
internal sealed record VmdkExtentLine(long Sectors, string Kind, string FileName, long StartSector);

/// <summary>The text that describes a VMDK: a file of its own, or a part of a sparse file.</summary>
/// <remarks>VMware, "Virtual Disk Format 5.0", "The Descriptor File".</remarks>
internal sealed class VmdkDescriptor
{
    /// <summary>Bytes of the longest descriptor that is read.</summary>
    public const int MaximumLength = 1024 * 1024;

    // Before the version there are comments at most.
    private const int MaximumStart = 4096;

    // A disk of 2 TiB in pieces of 2 GiB has half of these.
    private const int MaximumExtents = 2048;

    private const string NoParent = "ffffffff";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private VmdkDescriptor()
    {
    }

    /// <summary>The pieces of the disk in their order.</summary>
    public List<VmdkExtentLine> Extents { get; } = [];

    /// <summary>The id of the content, which changes when the disk is written after a start.</summary>
    public string ContentId => Get("CID");

    /// <summary>The id that the parent's content must have; null without a parent.</summary>
    public string? ParentContentId => Get("parentCID") is { Length: > 0 } id && !id.Equals(NoParent, StringComparison.OrdinalIgnoreCase) ? id : null;

    /// <summary>The parent's file as stored.</summary>
    public string ParentFileName => Get("parentFileNameHint");

    /// <summary>"monolithicSparse", "streamOptimized", "vmfs", ...</summary>
    public string CreateType => Get("createType");

    public bool IsEncrypted => _values.Keys.Any(key => key.StartsWith("encryption.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file is a descriptor: its first line is the usual comment, or its first setting is the version. VMware goes by the version,
    /// and programs differ in the comment.</summary>
    /// <param name="head">The first bytes of the file.</param>
    public static bool IsAtStartOf(byte[] head) =>
        head.HasAscii(0, "# Disk DescriptorFile")
        || (GetSettings(Encoding.ASCII.GetString(head, 0, Math.Min(head.Length, MaximumStart))).FirstOrDefault() is string first
            && first.StartsWith("version", StringComparison.Ordinal) && first.Substring("version".Length).TrimStart().StartsWith("=", StringComparison.Ordinal));

    /// <summary>Reads the text. It is in UTF-8 or in the encoding that it names, on Windows the code page of the machine; a code page that is
    /// not known here, or not named, is taken for the Western one.</summary>
    /// <exception cref="DiskFormatException">A line that names a piece of the disk makes no sense.</exception>
    public static VmdkDescriptor Parse(byte[] bytes, string fileName, long offset)
    {
        string text = Encoding.UTF8.GetString(bytes).TrimAtNull();
        var descriptor = Parse(text, fileName, offset);
        return text.IndexOf('\uFFFD') < 0 ? descriptor : Parse(FindEncoding(descriptor.Get("encoding")).GetString(bytes).TrimAtNull(), fileName, offset);
    }

    private static VmdkDescriptor Parse(string text, string fileName, long offset)
    {
        VmdkDescriptor descriptor = new();
        foreach (string line in GetSettings(text))
        {
            int equals = line.IndexOf('=');
            string firstWord = line.Split([' ', '\t'], 2)[0];
            if (firstWord is "RW" or "RDONLY" or "NOACCESS")
            {
                if (descriptor.Extents.Count == MaximumExtents) throw new DiskFormatException(fileName, offset, $"the descriptor names more than {MaximumExtents} pieces");
                descriptor.Extents.Add(ParseExtent(line) ?? throw new DiskFormatException(fileName, offset, $"the descriptor names a piece of the disk in a way that is not understood: \"{Shorten(line)}\""));
            }
            else if (equals > 0)
            {
                descriptor._values[line.Substring(0, equals).Trim()] = line.Substring(equals + 1).Trim().Trim('"');
            }
        }

        return descriptor;
    }

    /// <summary>The lines that are neither empty nor comments.</summary>
    private static IEnumerable<string> GetSettings(string text) => text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#');

    private static Encoding FindEncoding(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.GetEncoding("iso-8859-1");
        }
    }

    private string Get(string key) => _values.TryGetValue(key, out string? value) ? value : "";

    /// <summary>Reads: access, sectors, kind, then a name in quotes and a start where the kind has them.</summary>
    private static VmdkExtentLine? ParseExtent(string line)
    {
        int quote = line.IndexOf('"');
        int endQuote = line.LastIndexOf('"');
        string[] words = (quote < 0 ? line : line.Substring(0, quote)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sectors) || sectors <= 0 || sectors > long.MaxValue / 1024) return null;

        string name = quote >= 0 && endQuote > quote ? line.Substring(quote + 1, endQuote - quote - 1) : "";
        string rest = endQuote >= 0 ? line.Substring(endQuote + 1).Trim() : "";
        long start = 0;
        if (rest.Length > 0 && !long.TryParse(rest.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out start)) return null;
        return start > long.MaxValue / 1024 ? null : new VmdkExtentLine(sectors, words[2].ToUpperInvariant(), name, start);
    }

    private static string Shorten(string line) => new([.. line.Take(80).Where(c => !char.IsControl(c))]);
}
