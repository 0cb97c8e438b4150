namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Counts what is done, tells it, and stops when asked.</summary>
internal sealed class CopyProgress(ConversionPhase phase, long total, IProgress<ConversionProgress>? listener, CancellationToken cancellationToken)
{
    private long _done;

    /// <summary>Notes that some bytes are dealt with.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Add(long bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _done = Math.Min(total, _done + bytes);
        listener?.Report(new ConversionProgress(phase, _done, total));
    }
}
