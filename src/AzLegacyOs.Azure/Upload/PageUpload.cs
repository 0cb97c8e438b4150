using System.Buffers;
using System.Runtime.ExceptionServices;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload.Pacing;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>One upload: a single reader over what holds data, a bounded number of buffers, senders as many as line and service take, the footer last.</summary>
/// <remarks>
/// The footer goes last and alone: Azure takes a disk without one for no VHD, so that an upload that broke off can never pass for a whole one.
/// Before it goes, the service has to list every page that it said it took, and the image has to be what it was.
/// Memory is bounded by the number of buffers, whatever the size of the disk.
/// </remarks>
internal sealed class PageUpload : IDisposable
{
    // Buffers that are read ahead of the senders.
    private const int QueueLength = 4;

    private const int ConfirmingRounds = 3;

    private readonly ByteSource _source;
    private readonly PageTarget _target;
    private readonly EarlierRanges _earlier;
    private readonly int _buffers;
    private readonly ArrayPool<byte> _pool;
    private readonly SemaphoreSlim _free;
    private readonly SenderGate _gate;
    private readonly UploadMeter _meter;
    private readonly ContentDigest _digest = new();
    private readonly long _footerOffset;
    private Exception? _failure;

    public PageUpload(ByteSource source, PageTarget target, UploadOptions options, UploadJournal? journal, IProgress<UploadProgress>? progress)
    {
        if (options.MaxConcurrency is < 1 or > UploadOptions.GreatestConcurrency)
            throw new ArgumentOutOfRangeException(nameof(options), $"1 to {UploadOptions.GreatestConcurrency} ranges can be sent at once.");
        if (options.MaxBytesPerSecond is < 1) throw new ArgumentOutOfRangeException(nameof(options), "The bound of bytes per second has to be more than 0.");
        _source = source;
        _target = target;
        _earlier = new EarlierRanges(journal, target);
        _footerOffset = source.Length - PageRange.FooterLength;
        _buffers = options.MaxConcurrency + Math.Min(QueueLength, options.MaxConcurrency);
        _pool = ArrayPool<byte>.Create(PageRange.MaximumLength, _buffers);
        _free = new SemaphoreSlim(_buffers, _buffers);
        _gate = new SenderGate(options.MaxConcurrency, options.MaxBytesPerSecond);
        long data = DataWindow.Of(source, _footerOffset).Sum(w => (long)w.Length);
        _meter = new UploadMeter(source.Length, data, options.ProgressInterval, _gate, progress);
    }

    public async Task<UploadSummary> RunAsync(CancellationToken cancellationToken)
    {
        UploadableVhd.Check(_source);
        long length = await _target.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        if (length != _source.Length)
            throw new DiskFormatException(_source.Name, 0, AzureText.Of("Image.OtherLength", _source.Length, _target, length));
        await _earlier.AskTargetAsync(length, cancellationToken).ConfigureAwait(false);
        await SendAllAsync(cancellationToken).ConfigureAwait(false);
        _earlier.RequireAllSeen();
        bool isConfirmed = await ConfirmAsync(_digest.Ranges, cancellationToken).ConfigureAwait(false);
        (_source as IChangeAware)?.ThrowIfChanged();
        UploadableVhd.Check(_source);
        string? etag = await SendFooterAsync(cancellationToken).ConfigureAwait(false);
        _meter.Finish();
        return _meter.Summary with { ContentDigest = _digest.ToString(), IsConfirmed = isConfirmed, ETag = etag };
    }

    public void Dispose() => _free.Dispose();

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.Run(() => ReadAsync(stop), CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            // All buffers back: no sender is under way any more, on every way out.
            for (int i = 0; i < _buffers; i++) await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            _free.Release(_buffers);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null) ExceptionDispatchInfo.Capture(_failure).Throw();
    }

    private async Task ReadAsync(CancellationTokenSource stop)
    {
        foreach (DataWindow window in DataWindow.Of(_source, _footerOffset))
        {
            try
            {
                await _free.WaitAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            byte[] buffer = _pool.Rent(PageRange.MaximumLength);
            bool isHandedOver = false;
            try
            {
                _source.Read(window.Offset, buffer, 0, window.Length);
                DataRun[] runs = [.. DataRun.Find(buffer, window.Length)];
                if (runs.Length == 0)
                {
                    _meter.Settle(window);
                    continue;
                }

                isHandedOver = true;
                _ = Task.Run(() => SendWindowAsync(window, buffer, runs, stop), CancellationToken.None);
            }
            finally
            {
                if (!isHandedOver) GiveBack(buffer);
            }
        }
    }

    /// <summary>Sends the data of one window and gives its buffer back. Never throws: the first failure is kept and stops the rest.</summary>
    private async Task SendWindowAsync(DataWindow window, byte[] buffer, DataRun[] runs, CancellationTokenSource stop)
    {
        try
        {
            foreach (DataRun run in runs)
            {
                var range = DigestedRange.Of(window.Offset + run.Index, buffer, run.Index, run.Length);
                _digest.Add(range);
                if (_earlier.IsThere(range)) _meter.Skip(run.Length);
                else await SendAsync(range, buffer, run.Index, stop.Token).ConfigureAwait(false);
            }

            _meter.Settle(window);
        }
        catch (Exception exception)
        {
            if (!stop.IsCancellationRequested) Interlocked.CompareExchange(ref _failure, exception, null);
            stop.Cancel();
        }
        finally
        {
            GiveBack(buffer);
        }
    }

    private async Task<string?> SendAsync(DigestedRange range, byte[] buffer, int index, CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        _meter.Begin();
        int sent = 0;
        try
        {
            string? etag = await _target.WriteAsync(range, buffer, index, _gate, cancellationToken).ConfigureAwait(false);
            if (range.Offset != _footerOffset) _earlier.Note(range);
            sent = range.Length;
            return etag;
        }
        finally
        {
            _meter.End(sent);
            _gate.Leave();
        }
    }

    /// <summary>Asks the service for its own list and sends again what is not on it.</summary>
    /// <returns>Whether the service told; false where it does not give the list.</returns>
    private async Task<bool> ConfirmAsync(IReadOnlyList<DigestedRange> ranges, CancellationToken cancellationToken)
    {
        for (int round = 0; ranges.Count > 0; round++)
        {
            PresentPages? present = await PresentPages.FindAsync(_target, ranges[0].Offset, _source.Length, cancellationToken).ConfigureAwait(false);
            if (present is null) return false;
            ranges = [.. ranges.Where(range => !present.Cover(range.Offset, range.End))];
            if (ranges.Count > 0 && round == ConfirmingRounds) throw NotStored(ranges[0]);
            byte[] buffer = ranges.Count > 0 ? new byte[PageRange.MaximumLength] : [];
            foreach (DigestedRange range in ranges)
            {
                _source.Read(range.Offset, buffer, 0, range.Length);
                await SendAsync(DigestedRange.Of(range.Offset, buffer, 0, range.Length), buffer, 0, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    private async Task<string?> SendFooterAsync(CancellationToken cancellationToken)
    {
        byte[] footer = new byte[PageRange.FooterLength];
        _source.Read(_footerOffset, footer, 0, footer.Length);
        var range = DigestedRange.Of(_footerOffset, footer, 0, footer.Length);
        string? etag = await SendAsync(range, footer, 0, cancellationToken).ConfigureAwait(false);
        await ConfirmAsync([range], cancellationToken).ConfigureAwait(false);
        return etag;
    }

    private AzureOperationException NotStored(DigestedRange range) => new(AzureText.Of("Doing.UploadTo", _source.Name, _target), new AzureFailure
    {
        ErrorId = "PagesNotStored",
        Category = AzureFailureCategory.InvalidData,
        Message = AzureText.Of("Failure.NotStored", range.Length, range.Offset),
        Hint = AzureText.Of("Hint.PagesNotStored"),
    });

    private void GiveBack(byte[] buffer)
    {
        _pool.Return(buffer);
        _free.Release();
    }
}
