using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A long-running operation. It ends after a number of looks at it, or at the resource.</summary>
/// <param name="finish">Does what the operation is for and returns its output; a refusal makes it a failed one.</param>
/// <param name="looks">The look that finds it over.</param>
internal sealed class Operation(Func<JsonNode?> finish, int looks)
{
    private readonly string _startTime = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    private int _looks;
    private JsonNode? _output;
    private ArmRefusal? _refusal;

    public string Name { get; } = Guid.NewGuid().ToString();

    public bool IsOver { get; private set; }

    public bool HasFailed => _refusal is not null;

    /// <summary>Takes the operation a step on.</summary>
    public void Look()
    {
        if (IsOver || ++_looks < looks) return;
        IsOver = true;
        try
        {
            _output = finish();
        }
        catch (ArmRefusal refusal)
        {
            _refusal = refusal;
        }
    }

    /// <summary>What the Azure-AsyncOperation address answers: status 200 even for an operation that failed.</summary>
    public RehearsalReply Status()
    {
        var body = new JsonObject { ["startTime"] = _startTime, ["status"] = !IsOver ? "InProgress" : HasFailed ? "Failed" : "Succeeded", ["name"] = Name };
        if (IsOver) body["endTime"] = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (_output is not null) body["properties"] = new JsonObject { ["output"] = _output.DeepClone() };
        if (_refusal is not null) body["error"] = _refusal.Error();
        return ArmReply.Json(200, body);
    }

    /// <summary>What the Location address answers: 202 until the end, then the result.</summary>
    public RehearsalReply Result(string self) =>
        !IsOver ? ArmReply.Empty(202, ("Location", self))
        : _refusal is not null ? _refusal.Reply()
        : _output is null ? ArmReply.Empty(200) : ArmReply.Json(200, _output.DeepClone());
}
