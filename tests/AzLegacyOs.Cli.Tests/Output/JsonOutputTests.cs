using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Output;

/// <summary>The documents are those that the serializer of .NET would write.</summary>
public sealed class JsonOutputTests
{
    private static readonly JsonSerializerOptions Peer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(), new DayConverter() },
    };

    [Theory]
    [InlineData("server2003r2-x86")]
    [InlineData("server2016-x64-gpt")]
    [InlineData("server2003-x86-generalized")]
    [InlineData("linux-x86")]
    public void An_assessment_with_all_that_was_read_is_the_same(string fixture)
    {
        Assessment assessment = Assessor.Assess(ImageInspector.Inspect(Fixtures.Get(fixture)), new AssessmentRequest { AsOf = new DateTime(2026, 11, 21) });
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };

        JsonOutput.Write(output, new[] { assessment }, withSettings: true);

        Assert.Equal(JsonSerializer.Serialize(new[] { assessment }, Peer).ReplaceLineEndings("\n"), output.ToString().ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [Fact]
    public void What_is_no_document_is_written_as_the_serializer_does()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        object?[] values = [TimeSpan.FromSeconds(1.5), Guid.Empty, new Version(1, 2), 1.5, 2m, 'x', "a<b\u001b", new byte[] { 1, 2 }, new Dictionary<string, int?> { ["Key"] = null }];

        JsonOutput.Write(output, values);

        Assert.Equal(JsonSerializer.Serialize(values, Peer).ReplaceLineEndings("\n"), output.ToString().ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    private sealed class DayConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
