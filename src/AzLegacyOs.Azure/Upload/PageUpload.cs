using System.Buffers;
using System.Runtime.ExceptionServices;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>One upload: a single reader over what holds data, a bounded number of buffers, several senders, the footer last.</summary>
/// <remarks>
/// The footer goes last and alone: Azure takes a disk without one for no VHD, so that an upload that broke off can never pass for a whole one.
/// Memory is bounded by the number of buffers, whatever the size of the disk.
/// </remarks>
internal sealed class PageUpload : IDisposable
{
    private readonly ByteSource _source;
    private readonly PageTarget _target;
    private readonly int _buffers;
    private readonly ArrayPool<byte> _pool;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _senders;
    private readonly UploadMeter _meter;
    private readonly ContentDigest _digest = new();
    private readonly long _footerOffset;
    private Exception? _failure;

    public PageUpload(ByteSource source, PageTarget target, UploadOptions options, IProgress<UploadProgress>? progress)
    {
        if (options.MaxConcurrency is < 1 or > 64) throw new ArgumentOutOfRangeException(nameof(options), "1 to 64 ranges can be sent at once.");
        _source = source;
        _target = target;
        _footerOffset = source.Length - PageRange.FooterLength;
        _buffers = 2 * options.MaxConcurrency;
        _pool = ArrayPool<byte>.Create(PageRange.MaximumLength, _buffers);
        _free = new SemaphoreSlim(_buffers, _buffers);
        _senders = new SemaphoreSlim(options.MaxConcurrency, options.MaxConcurrency);
        long data = DataWindow.Of(source, _footerOffset).Sum(w => (long)w.Length);
        _meter = new UploadMeter(source.Length, data, options.ProgressInterval, progress);
    }

    public async Task<UploadSummary> RunAsync(CancellationToken cancellationToken)
    {
        UploadableVhd.Check(_source);
        long length = await _target.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        if (length != _source.Length)
            throw new DiskFormatException(_source.Name, 0, $"the image has {_source.Length} bytes as a fixed VHD, but the target {_target} has {length}");
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
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null) ExceptionDispatchInfo.Capture(_failure).Throw();
        byte[] footer = new byte[PageRange.FooterLength];
        _source.Read(_footerOffset, footer, 0, footer.Length);
        await SendAsync(_footerOffset, footer, 0, footer.Length, cancellationToken).ConfigureAwait(false);
        _meter.Finish();
        return _meter.Summary with { ContentDigest = _digest.ToString() };
    }

    public void Dispose()
    {
        _free.Dispose();
        _senders.Dispose();
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
                _ = SendWindowAsync(window, buffer, runs, stop);
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
            await _senders.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                foreach (DataRun run in runs)
                    await SendAsync(window.Offset + run.Index, buffer, run.Index, run.Length, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _senders.Release();
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

    private async Task SendAsync(long offset, byte[] buffer, int index, int count, CancellationToken cancellationToken)
    {
        _meter.Begin();
        int sent = 0;
        try
        {
            string checksum = ContentDigest.Checksum(buffer, index, count);
            await _target.WriteAsync(offset, buffer, index, count, checksum, cancellationToken).ConfigureAwait(false);
            if (offset != _footerOffset) _digest.Add(offset, checksum);
            sent = count;
        }
        finally
        {
            _meter.End(sent);
        }
    }

    private void GiveBack(byte[] buffer)
    {
        _pool.Return(buffer);
        _free.Release();
    }
}
