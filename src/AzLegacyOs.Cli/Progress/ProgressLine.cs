namespace AzLegacyOs.Cli.Progress;

/// <summary>Where a command stands.</summary>
/// <param name="Activity">What is being done.</param>
/// <param name="Detail">How far, in figures; null where there are none.</param>
/// <param name="Fraction">0 to 1; null where it is not known.</param>
internal sealed record ProgressLine(string Activity, string? Detail = null, double? Fraction = null);

/// <summary>Puts reports of a room into words.</summary>
internal sealed class ProgressWords<T>(IProgress<ProgressLine> listener, Func<T, ProgressLine> describe) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => listener.Report(describe(value));
}
