using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AzLegacyOs.Azure.Texts;
using Azure;

namespace AzLegacyOs.Azure.Failures;

/// <summary>An error as the service worded it.</summary>
/// <remarks>
/// Resource Manager: {"error":{"code","message","target","details":[...]}}, sometimes with capitals, sometimes without the wrapper, and under
/// status 200 for a failed operation. Storage: XML, and the header x-ms-error-code.
/// </remarks>
internal sealed record ErrorAnswer
{
    private const int MaximumBody = 1024 * 1024;

    private const int MaximumDepth = 8;

    public required int Status { get; init; }

    public string? Code { get; init; }

    /// <summary>The deepest first code among the details.</summary>
    public string? InnerCode { get; init; }

    public string? Target { get; init; }

    public string? InnerTarget { get; init; }

    public required string Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Seconds or date of Retry-After; null without one.</summary>
    public string? RetryAfter { get; init; }

    public static ErrorAnswer Read(RequestFailedException failed)
    {
        Response? response = failed.GetRawResponse();
        var bare = new ErrorAnswer { Status = failed.Status, Code = NullIfEmpty(failed.ErrorCode), Message = FirstLine(failed.Message) };
        if (response is null) return bare;
        bare = bare with
        {
            RequestId = Header(response, "x-ms-request-id"),
            RetryAfter = Header(response, "Retry-After"),
            Code = bare.Code ?? Header(response, "x-ms-error-code"),
        };
        string body = Body(response);
        return body.TrimStart().StartsWith("<", StringComparison.Ordinal) ? ReadXml(bare, body) : ReadJson(bare, body);
    }

    private static ErrorAnswer ReadJson(ErrorAnswer bare, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement error = Property(document.RootElement, "error") ?? document.RootElement;
            (string? innerCode, string? innerTarget, string? innerMessage) = Innermost(error, 0);
            string? message = Text(error, "message");
            return bare with
            {
                Code = Text(error, "code") ?? bare.Code,
                Target = Text(error, "target"),
                InnerCode = innerCode,
                InnerTarget = innerTarget,
                Message = Joined(message, innerMessage) ?? bare.Message,
            };
        }
        catch (JsonException)
        {
            return bare;
        }
    }

    private static ErrorAnswer ReadXml(ErrorAnswer bare, string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            XElement? root = XDocument.Load(reader).Root;
            return bare with { Code = root?.Element("Code")?.Value ?? bare.Code, Message = FirstLine(root?.Element("Message")?.Value ?? bare.Message) };
        }
        catch (XmlException)
        {
            return bare;
        }
    }

    private static (string? Code, string? Target, string? Message) Innermost(JsonElement error, int depth)
    {
        if (depth == MaximumDepth || Property(error, "details") is not { ValueKind: JsonValueKind.Array } details) return default;
        foreach (JsonElement detail in details.EnumerateArray())
        {
            if (NullIfEmpty(Text(detail, "code")) is not { } code) continue;
            (string? Code, string? Target, string? Message) deeper = Innermost(detail, depth + 1);
            return deeper.Code is null ? (code, Text(detail, "target"), Text(detail, "message")) : deeper;
        }

        return default;
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string Body(Response response)
    {
        try
        {
            BinaryData content = response.Content;
            return content.ToMemory().Length > MaximumBody ? "" : content.ToString();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? NullIfEmpty(value) : null;

    private static string? Joined(string? message, string? innerMessage)
    {
        IEnumerable<string> parts = new[] { message, innerMessage }.OfType<string>().Where(p => p.Length > 0).Distinct();
        return NullIfEmpty(string.Join(" ", parts));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string FirstLine(string text)
    {
        string line = text.Split('\n')[0].Trim();
        return line.Length == 0 ? AzureText.Of("Failure.NoReason") : line;
    }
}
