using System.Text.RegularExpressions;
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

    private static readonly Regex Package = new(@"^Package_for_(?<number>KB\d{5,8})~", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex HotFix = new(@"^(?<number>(KB|Q)\d{5,8})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static Observed<IReadOnlyList<string>> Read(KeyView software)
    {
        KeyView packages = software.Open(@"Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages");
        if (packages.Exists || packages.UnreadableReason is not null)
            return packages.ReadAll(() => Numbers(packages, Package, key => key.Number("CurrentState").Is(InstalledState)));

        KeyView hotFixes = software.Open(@"Microsoft\Windows NT\CurrentVersion\HotFix");
        return hotFixes.ReadAll(() => Numbers(hotFixes, HotFix, _ => true));
    }

    private static IReadOnlyList<string> Numbers(KeyView keys, Regex form, Func<KeyView, bool> isInstalled)
    {
        var numbers = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyView key in keys.Children.Take(PackageLimit))
        {
            Match match = form.Match(key.Name);
            if (match.Success && isInstalled(key)) numbers.Add(match.Groups["number"].Value.ToUpperInvariant());
        }

        return [.. numbers];
    }
}
