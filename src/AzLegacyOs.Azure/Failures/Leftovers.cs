using AzLegacyOs.Azure.Prices;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Words about what a run leaves behind.</summary>
internal static class Leftovers
{
    private const string PricePage = "https://azure.microsoft.com/pricing";

    public static string Sentence(IReadOnlyList<LeftBehind> leftBehind) =>
        AzureText.Of("Left.All", string.Join("; ", leftBehind.Select(Describe)));

    private static string Describe(LeftBehind left) => left.MonthlyPriceUsd is { } price
        ? AzureText.Of(left.Type == ResourceTypes.VirtualMachine ? "Left.PricedRunning" : "Left.Priced", left.Type, left.Name, left.RemoveCommand, price, RetailPrices.Host)
        : AzureText.Of(left.Billed ? "Left.Billed" : "Left.Free", left.Type, left.Name, left.RemoveCommand, PricePage);
}
