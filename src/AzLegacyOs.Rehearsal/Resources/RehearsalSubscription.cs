using System.Text.Json.Nodes;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>What the subscription of the rehearsal is like: its quotas, providers, roles and policies. Tests make it a worse one.</summary>
internal sealed class RehearsalSubscription
{
    /// <summary>Limits of Compute by name; a family that is not named has <see cref="FamilyLimit"/>.</summary>
    public Dictionary<string, int> Limits { get; } = new(StringComparer.OrdinalIgnoreCase) { ["cores"] = 20, ["virtualMachines"] = 25000 };

    public int FamilyLimit { get; set; } = 10;

    /// <summary>Registration of the providers by namespace; any other is registered.</summary>
    public Dictionary<string, string> Registrations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Actions of the one role that the identity has.</summary>
    public List<string> Actions { get; } = ["*"];

    public List<string> NotActions { get; } = [];

    /// <summary>The name of the policy that forbids a resource of a type with a body; null where none does.</summary>
    public Func<string, JsonObject, string?> Policy { get; set; } = (_, _) => null;

    /// <summary>Whether a resource that was just made answers 404 once.</summary>
    public bool IsSlowToShow { get; set; }

    /// <summary>Whether a policy adds an extension to each new VM.</summary>
    public bool AddsExtensions { get; set; }

    /// <summary>What every VM writes to its serial port.</summary>
    public string SerialLog { get; set; } = "";

    /// <summary>The power state of every VM.</summary>
    public string PowerState { get; set; } = "running";

    /// <summary>Limit of a usage counter.</summary>
    public int LimitOf(string name) => Limits.TryGetValue(name, out int limit) ? limit : FamilyLimit;
}
