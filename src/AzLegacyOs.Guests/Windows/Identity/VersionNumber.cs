using System.Globalization;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>Major, minor and build of a Windows: 5.2.3790.</summary>
internal readonly record struct VersionNumber(int Major, int Minor, int Build)
{
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}.{1}.{2}", Major, Minor, Build);

    /// <summary>Reads "5.2" and "3790" as SOFTWARE keeps them; null where either is not a number in range.</summary>
    public static VersionNumber? Parse(string? majorMinor, string? build)
    {
        string[] parts = (majorMinor ?? "").Split('.');
        return parts.Length == 2 && TryNumber(parts[0], 99) is { } major && TryNumber(parts[1], 99) is { } minor && TryNumber(build, 99999) is { } number
            ? new VersionNumber(major, minor, number)
            : null;
    }

    /// <summary>Reads the first three of four numbers, "5.1.2600.0", as DriverVersion keeps them.</summary>
    public static VersionNumber? ParseFull(string? text)
    {
        string[] parts = (text ?? "").Split('.');
        return parts.Length is 3 or 4 ? Parse(parts[0] + "." + parts[1], parts[2]) : null;
    }

    private static int? TryNumber(string? text, int limit) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= limit ? number : null;
}
