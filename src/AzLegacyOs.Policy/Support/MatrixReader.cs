using System.Globalization;
using System.Xml.Linq;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Support;

/// <summary>Reads SupportMatrix.xml.</summary>
internal static class MatrixReader
{
    public static IReadOnlyList<SupportRow> Read() => [.. EmbeddedXml.Read("SupportMatrix.xml").Elements("row").Select(ReadRow)];

    private static SupportRow ReadRow(XElement row) => new()
    {
        Name = (string)row.Attribute("name")!,
        Family = ReadEnum<GuestFamily>(row, "family") ?? GuestFamily.Windows,
        Release = ReadEnum<WindowsRelease>(row, "release"),
        Architecture = ReadEnum<MachineArchitecture>(row, "architecture")!.Value,
        Version = (string?)row.Attribute("version"),
        Builds = ReadNumbers(row, "builds"),
        Sources = ReadSources(row),
        Cells = [.. row.Elements().Where(element => element.Name != "lifecycle").Select(ReadCell)],
        Lifecycles = [.. row.Elements("lifecycle").Select(ReadLifecycle)],
    };

    private static SupportCell ReadCell(XElement cell) => new()
    {
        Column = (SupportColumn)Enum.Parse(typeof(SupportColumn), cell.Name.LocalName),
        Answer = ReadEnum<SupportAnswer>(cell, "answer") ?? SupportAnswer.Yes,
        Ground = ReadEnum<Ground>(cell, "ground") ?? Ground.Sourced,
        Sources = ReadSources(cell),
        Date = ReadDate(cell, "date"),
        Generations = [.. Array.ConvertAll(ReadWords(cell, "value"), word => (VmGeneration)Enum.Parse(typeof(VmGeneration), word))],
        Limits = [.. cell.Elements("limit").Select(limit => new SupportLimit(
            (double)limit.Attribute("value")!, (string?)limit.Attribute("edition"), ReadEnum<VmGeneration>(limit, "generation")))],
        Unit = ReadEnum<LimitUnit>(cell, "unit") ?? LimitUnit.None,
        NoteKey = (string?)cell.Attribute("note"),
    };

    private static SupportLifecycle ReadLifecycle(XElement element) => new()
    {
        Builds = ReadNumbers(element, "builds"),
        Editions = ReadWords(element, "editions"),
        Kind = ReadEnum<InstallationKind>(element, "kind"),
        ExtendedEnd = ReadDate(element, "extendedEnd")!.Value,
        Ground = ReadEnum<Ground>(element, "ground") ?? Ground.Sourced,
        NoteKey = (string?)element.Attribute("note"),
        Sources = ReadSources(element),
    };

    private static IReadOnlyList<Source> ReadSources(XElement element) => SourceCatalogue.Parse((string?)element.Attribute("sources"));

    private static IReadOnlyList<int> ReadNumbers(XElement element, string name)
        => [.. Array.ConvertAll(ReadWords(element, name), word => int.Parse(word, CultureInfo.InvariantCulture))];

    private static string[] ReadWords(XElement element, string name)
        => ((string?)element.Attribute(name))?.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static DateTime? ReadDate(XElement element, string name)
        => (DateTime?)element.Attribute(name);

    private static T? ReadEnum<T>(XElement element, string name)
        where T : struct
        => element.Attribute(name) is { } value ? (T)Enum.Parse(typeof(T), value.Value) : null;
}
