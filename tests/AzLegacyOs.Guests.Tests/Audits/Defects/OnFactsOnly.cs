namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Rules that no image here can fire, with the reason. Their tests are those over facts, in AzLegacyOs.Policy.Tests.</summary>
internal static class OnFactsOnly
{
    public static IReadOnlyDictionary<string, string> Rules { get; } = new Dictionary<string, string>
    {
    };
}
