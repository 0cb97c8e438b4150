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

    /// <summary>The code of several images: a finding about one never hides another, the worst wins.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.DefaultIfEmpty(Done).MinBy(code => Array.IndexOf(WorstFirst, code));
}
