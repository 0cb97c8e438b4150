using System.Text;
using System.Text.Json.Nodes;

namespace AzLegacyOs.Rehearsal.Exchanges;

/// <summary>Replies in the forms of Resource Manager.</summary>
internal static class ArmReply
{
    public static RehearsalReply Json(int status, JsonNode? body, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-ms-request-id"] = Guid.NewGuid().ToString(),
            ["Retry-After"] = "0",
        };
        if (body is not null) all["Content-Type"] = "application/json; charset=utf-8";
        foreach ((string name, string value) in headers) all[name] = value;
        return new RehearsalReply(status, all, body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    public static RehearsalReply Empty(int status, params (string Name, string Value)[] headers) => Json(status, null, headers);
}

/// <summary>A refusal of Resource Manager.</summary>
internal sealed class ArmRefusal(int status, string code, string message, string? target = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The error as it stands below "error".</summary>
    public JsonObject Error()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (target is not null) error["target"] = target;
        return error;
    }

    public RehearsalReply Reply() => ArmReply.Json(Status, new JsonObject { ["error"] = Error() });
}
