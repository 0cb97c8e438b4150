using System.Globalization;

namespace AzLegacyOs.Cli.Output;

/// <summary>Times as people read them.</summary>
internal static class Duration
{
    /// <summary>"0.8 s", "42 s", "3 min 5 s", "2 h 7 min".</summary>
    public static string Format(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };
}
