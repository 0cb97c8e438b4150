using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Audit;

/// <summary>Reads the JSON of a settings file. Whatever it does not know is an error: a decision that is not understood is not taken.</summary>
internal sealed class AuditSettingsReader
{
    private static readonly XmlDictionaryReaderQuotas Quotas = new() { MaxDepth = 16, MaxStringContentLength = 64 * 1024, MaxArrayLength = 64 * 1024 };

    private static readonly string[] EntryNames = ["rule", "reason", "by", "until", "image", "where", "seen"];

    private readonly string _name;

    private AuditSettingsReader(string name) => _name = name;

    public static AuditSettings Read(string json, string name)
    {
        var reader = new AuditSettingsReader(name);
        if (json.Length > AuditSettings.LongestText) throw reader.Wrong("Settings.TooLong", AuditSettings.LongestText);
        XElement root = reader.Parse(json);
        reader.RequireKind(root, "object", "");
        reader.RequireKnown(root, ["$schema", "accepted"], "");
        XElement? accepted = root.Elements().SingleOrDefault(element => NameOf(element) == "accepted");
        if (accepted == null) return new AuditSettings();
        reader.RequireKind(accepted, "array", "accepted");
        return new AuditSettings { Accepted = [.. accepted.Elements().Select(reader.ReadEntry)] };
    }

    private XElement Parse(string json)
    {
        try
        {
            using XmlDictionaryReader reader = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(json), Quotas);
            XElement root = XElement.Load(reader);
            return root;
        }
        catch (Exception e) when (e is XmlException or FormatException or InvalidOperationException)
        {
            throw new AuditSettingsException(PolicyText.Display("Settings.NoJson", _name, e.Message), e);
        }
    }

    private AcceptedFinding ReadEntry(XElement entry, int index)
    {
        string place = $"accepted[{index.ToString(CultureInfo.InvariantCulture)}]";
        RequireKind(entry, "object", place);
        RequireKnown(entry, EntryNames, place);
        string rule = Text(entry, "rule", place) ?? throw Wrong("Settings.Missing", place, "rule");
        string reason = Text(entry, "reason", place) ?? throw Wrong("Settings.Missing", place, "reason");
        return new AcceptedFinding
        {
            Rule = RuleCatalogue.Find(rule)?.Id ?? throw Wrong("Settings.UnknownRule", place, rule),
            Reason = reason,
            By = Text(entry, "by", place),
            Until = Day(entry, "until", place),
            Image = Text(entry, "image", place),
            Where = Text(entry, "where", place),
            Seen = Text(entry, "seen", place),
        };
    }

    private void RequireKind(XElement element, string kind, string place)
    {
        if ((string?)element.Attribute("type") != kind) throw Wrong("Settings.WrongKind", place.Length == 0 ? "$" : place, kind);
    }

    private void RequireKnown(XElement element, string[] names, string place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in element.Elements().Select(NameOf))
        {
            if (!names.Contains(name, StringComparer.Ordinal)) throw Wrong("Settings.UnknownName", place.Length == 0 ? "$" : place, name, string.Join(", ", names));
            if (!seen.Add(name)) throw Wrong("Settings.Twice", place.Length == 0 ? "$" : place, name);
        }
    }

    private string? Text(XElement entry, string name, string place)
    {
        XElement? element = entry.Elements().SingleOrDefault(candidate => NameOf(candidate) == name);
        if (element == null || (string?)element.Attribute("type") == "null") return null;
        RequireKind(element, "string", $"{place}.{name}");
        return string.IsNullOrWhiteSpace(element.Value) ? throw Wrong("Settings.Empty", place, name) : element.Value.Trim();
    }

    private DateTime? Day(XElement entry, string name, string place)
    {
        if (Text(entry, name, place) is not { } text) return null;
        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day
            : throw Wrong("Settings.NoDay", place, name, text);
    }

    private AuditSettingsException Wrong(string key, params object[] arguments)
        => new(PolicyText.Display("Settings.Wrong", _name, PolicyText.Display(key, arguments)));

    // A name that XML does not allow stands in an attribute: https://learn.microsoft.com/dotnet/framework/wcf/feature-details/mapping-between-json-and-xml
    private static string NameOf(XElement element) => (string?)element.Attribute("item") ?? element.Name.LocalName;
}
