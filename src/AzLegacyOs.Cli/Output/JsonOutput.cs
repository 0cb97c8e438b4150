using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Output;

/// <summary>The contract's JSON: camelCase names, enum values as words, dates without a time.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one document.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="withSettings">Whether an assessment shows every setting that was read of the guest; it is long.</param>
    public static void Write<T>(TextWriter output, T value, bool withSettings = false) =>
        output.WriteLine(JsonSerializer.Serialize(value, Options(withSettings)));

    private static JsonSerializerOptions Options(bool withSettings)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        if (!withSettings) resolver.Modifiers.Add(LeaveOutSettings);
        return new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DictionaryKeyPolicy = null,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.Default,
            TypeInfoResolver = resolver,
            Converters = { new JsonStringEnumConverter(), new DayConverter() },
        };
    }

    private static void LeaveOutSettings(JsonTypeInfo type)
    {
        if (type.Type != typeof(Assessment)) return;
        foreach (JsonPropertyInfo property in type.Properties.Where(property => property.Name == "settings").ToList())
            type.Properties.Remove(property);
    }

    /// <summary>Support dates are days.</summary>
    private sealed class DayConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
