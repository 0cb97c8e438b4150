using System.Xml.Linq;

namespace AzLegacyOs.Policy.Support;

/// <summary>Every source that the matrix, the statements and the rules name, by its short tag.</summary>
public static class SourceCatalogue
{
    private static readonly Lazy<IReadOnlyDictionary<string, Source>> Loaded = new(Load);

    /// <summary>The sources by tag.</summary>
    public static IReadOnlyDictionary<string, Source> All => Loaded.Value;

    /// <summary>The sources of the tags, in their order.</summary>
    internal static IReadOnlyList<Source> Of(params string[] tags) => [.. tags.Select(tag => All[tag])];

    /// <summary>The sources of tags that spaces separate.</summary>
    internal static IReadOnlyList<Source> Parse(string? tags)
        => tags == null ? [] : Of(tags.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static IReadOnlyDictionary<string, Source> Load()
        => EmbeddedXml.Read("Sources.xml").Elements("source").ToDictionary(
            element => (string)element.Attribute("id")!,
            element => new Source((string)element.Attribute("title")!, (string?)element.Attribute("url"), (string?)element.Attribute("date")),
            StringComparer.Ordinal);
}

/// <summary>The data files that are part of this assembly.</summary>
internal static class EmbeddedXml
{
    public static XElement Read(string name)
    {
        using Stream stream = typeof(EmbeddedXml).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its data file {name}.");
        return XElement.Load(stream);
    }
}
