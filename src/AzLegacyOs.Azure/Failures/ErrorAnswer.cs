using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using Azure;

namespace AzLegacyOs.Azure.Failures;

/// <summary>An error as the service worded it.</summary>
/// <remarks>
/// Resource Manager: {"error":{"code","message","target","details":[...],"innererror":{...}}}, sometimes with capitals, sometimes without the wrapper,
/// sometimes with another such error as the text of its message, and under status 200 for a failed operation. Storage: XML, and the header x-ms-error-code.
/// </remarks>
internal sealed record ErrorAnswer
{
    private const int MaximumBody = 1024 * 1024;

    private const int MaximumDepth = 8;

    public required int Status { get; init; }

    public string? Code { get; init; }

    /// <summary>The deepest first code among the details, or else the inner errors.</summary>
    public string? InnerCode { get; init; }

    public string? Target { get; init; }

    public string? InnerTarget { get; init; }

    public required string Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait; null where it does not.</summary>
    public TimeSpan? Wait { get; init; }

    public static ErrorAnswer Read(RequestFailedException failed)
    {
        Response? response = failed.GetRawResponse();
        var bare = new ErrorAnswer { Status = failed.Status, Code = NullIfEmpty(failed.ErrorCode), Message = FirstLine(failed.Message) };
        if (response is null) return bare;
        bare = bare with
        {
            RequestId = Header(response, "x-ms-request-id"),
            Wait = RetryAfter.Of(response),
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
            JsonElement error = ErrorIn(document.RootElement);
            (string? innerCode, string? innerTarget, string? innerMessage) = Innermost(error, 0);
            string? message = Nested(error) is null ? error.TextOf("message") : null;
            return bare with
            {
                Code = NullIfEmpty(error.TextOf("code")) ?? bare.Code,
                Target = error.TextOf("target"),
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
        if (depth == MaximumDepth) return default;
        foreach (JsonElement inner in Inside(error))
        {
            (string? Code, string? Target, string? Message) deeper = Innermost(inner, depth + 1);
            if (deeper.Code is not null) return deeper;
            if (NullIfEmpty(inner.TextOf("code")) is { } code) return (code, inner.TextOf("target"), inner.TextOf("message"));
        }

        return default;
    }

    /// <summary>The errors that an error holds.</summary>
    private static IEnumerable<JsonElement> Inside(JsonElement error)
    {
        foreach (JsonElement detail in error.ListOf("details")) yield return detail;
        if (Nested(error) is { } nested) yield return nested;
        if (error.Of("innererror") is { } inner) yield return inner;
    }

    /// <summary>The error that is the text of a message; null where that is plain.</summary>
    private static JsonElement? Nested(JsonElement error)
    {
        if (error.TextOf("message") is not { } message || !message.TrimStart().StartsWith("{", StringComparison.Ordinal)) return null;
        try
        {
            using var document = JsonDocument.Parse(message);
            JsonElement nested = ErrorIn(document.RootElement.Clone());
            return nested.TextOf("code") is null ? null : nested;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement ErrorIn(JsonElement answer) => answer.Of("error") is { ValueKind: JsonValueKind.Object } error ? error : answer;

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
