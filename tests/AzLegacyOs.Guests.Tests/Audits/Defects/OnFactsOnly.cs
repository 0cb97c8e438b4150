namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Rules that no image here can fire, with the reason. Their tests are those over facts, in AzLegacyOs.Policy.Tests.</summary>
internal static class OnFactsOnly
{
    public static IReadOnlyDictionary<string, string> Rules { get; } = new Dictionary<string, string>
    {
        ["ALO2027"] = "no tool compresses a file on a volume that is not mounted, and ntfs-3g compresses new files only",
        ["ALO2034"] = "no tool leaves a journal with work in it; the reader of the journal has its own tests",
        ["ALO6037"] = "the image would have more than 1 GiB",
    };
}
