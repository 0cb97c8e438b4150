using System.Globalization;

namespace AzLegacyOs.Policy.Display;

/// <summary>Sizes as people read them.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>The size in the largest unit that keeps it at 1 or more: "2 GiB", "35.2 MiB", "512 bytes".</summary>
    public static string Format(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1024 && unit < Units.Length - 1; unit++) value /= 1024;

        // Rounding down, so that a disk that is short of a whole GiB does not look whole.
        return (Math.Floor(value * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
