using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Software;

/// <summary>Lists the installed updates by their numbers.</summary>
/// <remarks>
/// Vista and later: Component Based Servicing\Packages, keys "Package_for_KB4474419~31bf3856ad364e35~amd64~~6.1.3.2", CurrentState 0x70
/// installed. Before: Windows NT\CurrentVersion\HotFix, keys "KB4012598".
/// </remarks>
internal static class UpdateReader
{
    private const int PackageLimit = 100_000;
    private const uint InstalledState = 0x70;

    private const string PackagePrefix = "Package_for_";
    private const int MinimumDigits = 5;
    private const int MaximumDigits = 8;

    public static Observed<IReadOnlyList<string>> Read(KeyView software)
    {
        KeyView packages = software.Open(@"Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages");
        if (packages.Exists || packages.UnreadableReason is not null)
            return packages.ReadAll(() => Numbers(packages, key => PackageNumber(key.Name) is { } number && key.Number("CurrentState").Is(InstalledState) ? number : null));

        KeyView hotFixes = software.Open(@"Microsoft\Windows NT\CurrentVersion\HotFix");
        return hotFixes.ReadAll(() => Numbers(hotFixes, key => NumberAt(key.Name, 0, "KB") ?? NumberAt(key.Name, 0, "Q")));
    }

    private static IReadOnlyList<string> Numbers(KeyView keys, Func<KeyView, string?> find)
    {
        var numbers = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyView key in keys.Children.Take(PackageLimit))
        {
            if (find(key) is { } number) numbers.Add(number.ToUpperInvariant());
        }

        return [.. numbers];
    }

    private static string? PackageNumber(string name)
    {
        if (!name.StartsWith(PackagePrefix, StringComparison.OrdinalIgnoreCase) || NumberAt(name, PackagePrefix.Length, "KB") is not { } number) return null;
        int end = PackagePrefix.Length + number.Length;
        return end < name.Length && name[end] == '~' ? number : null;
    }

    /// <summary>The letters with the digits behind them; null where something else stands there.</summary>
    private static string? NumberAt(string name, int start, string letters)
    {
        if (string.Compare(name, start, letters, 0, letters.Length, StringComparison.OrdinalIgnoreCase) != 0) return null;
        int digits = start + letters.Length, end = digits;
        while (end < name.Length && end - digits < MaximumDigits && char.IsDigit(name[end])) end++;
        return end - digits < MinimumDigits ? null : name.Substring(start, end - start);
    }
}
