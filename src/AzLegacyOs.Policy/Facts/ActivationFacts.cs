namespace AzLegacyOs.Policy.Facts;

/// <summary>How Windows is licensed. No part of a product key is read.</summary>
public sealed record ActivationFacts
{
    /// <summary>The channel of the product key: "Volume:GVLK", "Volume:MAK", "Retail", "OEM:SLP"; before Vista "OEM" where the product id says so.</summary>
    public required Observed<string> Channel { get; init; }

    /// <summary>Vista and later: the activation server that was set by name.</summary>
    public required Observed<string> KeyManagementServer { get; init; }
}
