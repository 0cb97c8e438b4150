namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Derives the edition of the releases that keep no EditionID: NT 4 to Server 2003.</summary>
/// <remarks>ProductSuite values: OSVERSIONINFOEX, https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-osversioninfoexw.</remarks>
internal static class EditionNames
{
    /// <summary>Names the edition; null where version or kind is not known.</summary>
    /// <param name="version">The version.</param>
    /// <param name="isServer">Whether it is a server.</param>
    /// <param name="suites">ProductSuite; null where it could not be read, so that nothing can be ruled out.</param>
    /// <param name="productName">What it calls itself.</param>
    public static string? Derive(VersionNumber version, bool? isServer, IReadOnlyList<string>? suites, string? productName)
    {
        if (version.Major > 5 || isServer is null) return null;
        if (isServer == false)
        {
            if (Has(suites, "Personal")) return "Home";
            if (Has(suites, "EmbeddedNT")) return "Embedded";
            if (suites is null && Says(productName, "Home")) return "Home";
            return version.Major == 4 ? "Workstation" : "Professional";
        }

        // A Datacenter server may list Enterprise too.
        if (Has(suites, "DataCenter") || Says(productName, "Datacenter")) return "Datacenter";
        if (Has(suites, "Enterprise") || Says(productName, "Enterprise")) return version is { Major: 5, Minor: 0 } ? "AdvancedServer" : "Enterprise";
        if (Has(suites, "Blade")) return "Web";
        if (Has(suites, "Small Business") || Has(suites, "Small Business(Restricted)")) return "SmallBusiness";
        if (Has(suites, "Storage Server")) return "Storage";
        if (Has(suites, "Compute Server")) return "Compute";
        if (suites is null && productName is null) return null;
        return version is { Major: 5, Minor: 2 } ? "Standard" : "Server";
    }

    private static bool Has(IReadOnlyList<string>? suites, string name) => suites?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;

    private static bool Says(string? productName, string word) => productName?.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
