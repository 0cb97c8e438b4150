using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload.Pacing;
using AzLegacyOs.Disks;
using Azure;

namespace AzLegacyOs.Azure.Upload;

/// <summary>Reads a target back and compares it with the image, byte for byte, wherever either of them says that it holds data.</summary>
internal sealed class TargetComparison
{
    private const int Readers = 8;

    private readonly ByteSource _source;
    private readonly PageTarget _target;
    private readonly UploadMeter _meter;
    private readonly IEnumerator<DataWindow> _windows;

    private TargetComparison(ByteSource source, PageTarget target, IReadOnlyList<DataWindow> windows, UploadOptions options, IProgress<UploadProgress>? progress)
    {
        _source = source;
        _target = target;
        _windows = windows.GetEnumerator();
        _meter = new UploadMeter(source.Length, windows.Sum(window => (long)window.Length), options.ProgressInterval, new SenderGate(Readers, null), progress);
    }

    /// <exception cref="AzureOperationException">They differ, or the target may not or cannot be read.</exception>
    /// <exception cref="DiskFormatException">The image cannot be read.</exception>
    public static Task RequireEqualAsync(ByteSource source, PageTarget target, UploadOptions options, IProgress<UploadProgress>? progress, CancellationToken cancellationToken) =>
        FailureMap.Guard(AzureText.Of("Doing.ReadBack", target), cancellationToken, async () =>
        {
            PresentPages? present = await PresentPages.FindAsync(target, 0, source.Length, cancellationToken).ConfigureAwait(false);
            DataWindow[] windows = [.. DataWindow.Of(present is null ? new Everything(source) : new Both(source, present), source.Length)];
            var comparison = new TargetComparison(source, target, windows, options, progress);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task[] readers = [.. Enumerable.Range(0, Math.Min(Readers, options.MaxConcurrency)).Select(_ => Task.Run(() => comparison.CompareAsync(stop), CancellationToken.None))];
            await Task.WhenAll(readers).ConfigureAwait(false);
        });

    /// <summary>Asks for the first page, so that a missing right is noticed before anything is sent.</summary>
    /// <exception cref="AzureOperationException">The target may not be read.</exception>
    public static Task RequireReadableAsync(PageTarget target, CancellationToken cancellationToken) =>
        FailureMap.Guard(AzureText.Of("Doing.TryReadBack", target), cancellationToken, async () =>
        {
            try
            {
                await target.ReadAsync(0, PageRange.PageSize, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.Status == 403)
            {
                throw new AzureOperationException(AzureText.Of("Doing.ReadBack", target), new AzureFailure
                {
                    ErrorId = "VerifyNotAllowed",
                    Category = AzureFailureCategory.PermissionDenied,
                    HttpStatus = 403,
                    Message = AzureText.Of("Failure.NoReadRight"),
                    Hint = AzureText.Of("Hint.VerifyNotAllowed"),
                });
            }
        });

    private async Task CompareAsync(CancellationTokenSource stop)
    {
        byte[] expected = new byte[PageRange.MaximumLength];
        try
        {
            while (Next() is { } window)
            {
                _meter.Begin();
                ReadOnlyMemory<byte> found = await _target.ReadAsync(window.Offset, window.Length, stop.Token).ConfigureAwait(false);
                _source.Read(window.Offset, expected, 0, window.Length);
                if (!found.Span.SequenceEqual(expected.AsSpan(0, window.Length))) throw Differs(window.Offset + FirstDifference(found.Span, expected));
                _meter.End(window.Length);
                _meter.Settle(window);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private DataWindow? Next()
    {
        lock (_windows) return _windows.MoveNext() ? _windows.Current : null;
    }

    private static int FirstDifference(ReadOnlySpan<byte> found, byte[] expected)
    {
        int index = 0;
        while (found[index] == expected[index]) index++;
        return index;
    }

    private AzureOperationException Differs(long offset) => new(AzureText.Of("Doing.ReadBack", _target), new AzureFailure
    {
        ErrorId = "TargetDiffers",
        Category = AzureFailureCategory.InvalidData,
        Message = AzureText.Of("Failure.Differs", offset, _source.Name),
        Hint = AzureText.Of("Hint.TargetDiffers"),
    });

    /// <summary>The image, with data wherever it or the target has some.</summary>
    private sealed class Both(ByteSource source, PresentPages present) : ByteSource
    {
        public override string Name => source.Name;

        public override long Length => source.Length;

        public override void Read(long offset, byte[] buffer, int index, int count) => source.Read(offset, buffer, index, count);

        public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
        {
            using IEnumerator<ByteExtent> one = source.GetExtents(offset, length).GetEnumerator(), other = present.Ranges.GetEnumerator();
            bool hasOne = one.MoveNext(), hasOther = other.MoveNext();
            long end = offset;
            while (hasOne || hasOther)
            {
                bool isOne = hasOne && (!hasOther || one.Current.Offset <= other.Current.Offset);
                ByteExtent next = isOne ? one.Current : other.Current;
                if (isOne) hasOne = one.MoveNext();
                else hasOther = other.MoveNext();
                long start = Math.Max(end, next.Offset);
                if (next.End <= start) continue;
                end = next.End;
                yield return new ByteExtent(start, end - start);
            }
        }
    }

    /// <summary>The image, as if it were data from end to end.</summary>
    private sealed class Everything(ByteSource source) : ByteSource
    {
        public override string Name => source.Name;

        public override long Length => source.Length;

        public override void Read(long offset, byte[] buffer, int index, int count) => source.Read(offset, buffer, index, count);
    }
}
