using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Storage;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>A resource as it stands in the rehearsal.</summary>
internal sealed class Resource : IDisposable
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The whole resource as a GET answers it, except for what an operation under way hides.</summary>
    public required JsonObject Body { get; set; }

    /// <summary>How often it will still be called unknown: what was made is not seen everywhere at once.</summary>
    public int HiddenLooks { get; set; }

    /// <summary>What is being done to it; null when nothing is.</summary>
    public Operation? Pending { get; set; }

    /// <summary>The pages of a managed disk; null for anything else.</summary>
    public PageBlob? Pages { get; set; }

    /// <summary>The access to a disk that is given out; null without one.</summary>
    public SasGrant? Access { get; set; }

    public JsonObject Properties => (JsonObject)(Body["properties"] ??= new JsonObject());

    public string? Location => (string?)Body["location"];

    public void Dispose() => Pages?.Dispose();
}
