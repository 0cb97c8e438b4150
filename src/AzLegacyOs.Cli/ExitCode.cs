using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli;

/// <summary>What the process says to its caller; docs/cli.md explains each.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Blocked = 1;
    public const int Unreadable = 2;
    public const int Unknown = 3;
    public const int AzureFailed = 4;
    public const int WrongUsage = 64;
    public const int Interrupted = 130;

    // Unreadable is worse than Blocked, which is worse than Unknown.
    private static readonly int[] WorstFirst = [Unreadable, Blocked, Unknown, Done];

    /// <summary>The code of two images: a finding about one never hides another, the worst wins.</summary>
    public static int Worst(int one, int other) => Array.IndexOf(WorstFirst, one) < Array.IndexOf(WorstFirst, other) ? one : other;

    /// <summary>The code of one image.</summary>
    /// <param name="outcome">What became of the image.</param>
    /// <param name="exitZero">Whether a verdict is a result and not a failure.</param>
    public static int Of(ImageOutcome outcome, bool exitZero) => outcome.Assessment?.Verdict switch
    {
        null => Unreadable,
        Verdict.Blocked when !exitZero => Blocked,
        Verdict.Unknown when !exitZero => Unknown,
        _ => Done,
    };
}
