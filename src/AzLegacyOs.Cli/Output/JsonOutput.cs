using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Output;

/// <summary>The contract's JSON: camelCase names, enum values as words, dates without a time.</summary>
/// <remarks>
/// The serializer of .NET would write the same, but it compiles code of its own for each type of value that it meets: for one assessment
/// that took longer than reading and judging the image.
/// </remarks>
internal static class JsonOutput
{
    /// <summary>Writes one document.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="withSettings">Whether an assessment shows every setting that was read of the guest; it is long.</param>
    public static void Write<T>(TextWriter output, T value, bool withSettings = false)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true })) new Document(writer, withSettings).Write(value);
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private sealed class Document(Utf8JsonWriter writer, bool withSettings)
    {
        private readonly Dictionary<Type, IReadOnlyList<(JsonEncodedText Name, PropertyInfo Property)>> _properties = [];

        public void Write(object? value)
        {
            switch (value)
            {
                case null: writer.WriteNullValue(); break;
                case string text: writer.WriteStringValue(text); break;
                case Enum word: writer.WriteStringValue(word.ToString()); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case int or ushort or byte or long: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
                case uint or ulong: writer.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
                case DateTime day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
                case IDictionary entries: WriteEntries(entries); break;
                case IEnumerable items: WriteItems(items); break;
                default: WriteOther(value); break;
            }
        }

        private void WriteEntries(IDictionary entries)
        {
            writer.WriteStartObject();
            foreach (DictionaryEntry entry in entries)
            {
                writer.WritePropertyName((string)entry.Key);
                Write(entry.Value);
            }

            writer.WriteEndObject();
        }

        private void WriteItems(IEnumerable items)
        {
            writer.WriteStartArray();
            foreach (object? item in items) Write(item);
            writer.WriteEndArray();
        }

        private void WriteOther(object value)
        {
            if (value.GetType().Namespace?.StartsWith(nameof(AzLegacyOs), StringComparison.Ordinal) != true)
            {
                JsonSerializer.Serialize(writer, value, value.GetType());
                return;
            }

            writer.WriteStartObject();
            foreach ((JsonEncodedText name, PropertyInfo property) in PropertiesOf(value.GetType()))
            {
                writer.WritePropertyName(name);
                Write(property.GetValue(value));
            }

            writer.WriteEndObject();
        }

        private IReadOnlyList<(JsonEncodedText Name, PropertyInfo Property)> PropertiesOf(Type type)
        {
            if (_properties.TryGetValue(type, out IReadOnlyList<(JsonEncodedText Name, PropertyInfo Property)>? known)) return known;
            return _properties[type] =
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(JsonIgnoreAttribute)))
                    .Where(property => withSettings || type != typeof(Assessment) || property.Name != nameof(Assessment.Settings))
                    .Select(property => (JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(property.Name)), property)),
            ];
        }
    }
}
