using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Words about what a run leaves behind.</summary>
internal static class Leftovers
{
    public static string Sentence(IReadOnlyList<LeftBehind> leftBehind) =>
        AzureText.Of("Left.All", string.Join("; ", leftBehind.Select(Describe)));

    private static string Describe(LeftBehind left) => AzureText.Of(left.Billed ? "Left.Billed" : "Left.Free", left.Type, left.Name, left.RemoveCommand);
}
