using System.Text.Json;
using System.Text.Json.Serialization;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Templates;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Plans;

/// <summary>A plan in a file, to be reviewed and run later.</summary>
public static class PlanFile
{
    private const string Kind = "azlegacyos-plan/1";

    private const long LargestFile = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        MaxDepth = 64,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(), new PlainDataConverter() },
    };

    /// <summary>Writes a plan. The file appears when it is complete.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(DeploymentPlan plan, string path) => WholeFile.Write(path, JsonSerializer.Serialize(new Document(Kind, plan), Options) + "\n");

    /// <summary>Reads a plan.</summary>
    /// <exception cref="InvalidDataException">The file is no such plan.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static DeploymentPlan Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > LargestFile) throw new InvalidDataException(AzureText.Of("Plan.TooLarge", path));
        try
        {
            Document? document = JsonSerializer.Deserialize<Document>(file, Options);
            return document is { Kind: Kind, Plan: not null } ? document.Plan : throw new InvalidDataException(AzureText.Of("Plan.NoPlan", path, Kind));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(AzureText.Of("Plan.Unreadable", path, exception.Message), exception);
        }
    }

    private sealed record Document(string Kind, DeploymentPlan Plan);

    /// <summary>Bodies come back as what they were: texts, numbers, Booleans, lists and dictionaries.</summary>
    private sealed class PlainDataConverter : JsonConverter<IReadOnlyDictionary<string, object?>>
    {
        public override IReadOnlyDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Plain(document.RootElement) as IReadOnlyDictionary<string, object?> ?? throw new JsonException("A body has to be an object.");
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(p => p.Key, p => p.Value));

        private static object? Plain(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().GroupBy(p => p.Name).ToDictionary(p => p.Key, p => Plain(p.Last().Value)),
            JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetInt64(out long whole) ? whole : element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}
