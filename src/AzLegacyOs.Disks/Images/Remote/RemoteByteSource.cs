using System.Buffers;
using System.Runtime.ExceptionServices;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>
/// A file on a web server that knows ranges, first of all a blob or a managed disk in Azure with a SAS. Only what is read is fetched:
/// small reads through a cache of at most 16 MiB, large ones straight.
/// </summary>
/// <remarks>
/// Once the file was lost (access refused, server gone, file changed), every further read ends in the same error, at once.
/// </remarks>
public sealed class RemoteByteSource : ByteSource
{
    private const int BlockSize = 64 * 1024;
    private const int CachedBlocks = 256;
    private const int MaximumReadAhead = 16;
    private const int LargeRead = MaximumReadAhead * BlockSize;
    private const int LargestFetch = 4 * LargeRead;

    private readonly RemoteService _service;
    private readonly RangeReader _ranges;
    private readonly PageRanges _pages;
    private readonly RecentPieces<byte[]> _blocks = new(CachedBlocks);
    private readonly ReadAheadWindow _readAhead = new(MaximumReadAhead);
    private volatile ExceptionDispatchInfo? _loss;

    /// <summary>Opens the file: one request, which fetches its start.</summary>
    /// <param name="address">Its https address with the key in it; plain http for loopback addresses alone.</param>
    /// <param name="cancellationToken">Stops this and every later read.</param>
    /// <exception cref="DiskFormatException">The address is not one to read from, or the server does not answer as it should.</exception>
    /// <exception cref="IOException">The server refused access, has no such file, ignores ranges, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RemoteByteSource(string address, CancellationToken cancellationToken = default)
        : this(RemoteAddress.Parse(address), RetryPolicy.Default, cancellationToken)
    {
    }

    internal RemoteByteSource(RemoteAddress address, RetryPolicy retries, CancellationToken cancellationToken)
    {
        Name = address.ToString();
        _service = new RemoteService(address, retries, cancellationToken);
        byte[] start = new byte[2 * BlockSize];
        _ranges = RangeReader.Open(_service, start);
        _pages = new PageRanges(_service, _ranges);
        Keep(0, start, (int)Math.Min(start.Length, Length));
    }

    /// <summary>Scheme, host and path of the address; never its query.</summary>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length => _ranges.Length;

    /// <summary>When the file was last written, in UTC; null where the server does not tell.</summary>
    public DateTime? LastModified => _ranges.LastModified?.UtcDateTime;

    /// <summary>Bytes that have come over the network so far.</summary>
    public long BytesReceived => _service.BytesReceived;

    /// <summary>Throws the error that ended the connection to the file, where there was one.</summary>
    public void EnsureAvailable() => _loss?.Throw();

    /// <inheritdoc/>
    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        while (count > 0)
        {
            long number = offset / BlockSize;
            int from = (int)(offset % BlockSize);
            byte[]? block = _blocks.Find(number);
            int length;
            if (block is null && count >= LargeRead)
            {
                length = Math.Min(count, LargestFetch);
                Fetch(offset, buffer, index, length);
            }
            else
            {
                block ??= FetchBlocks(number, (from + count + BlockSize - 1) / BlockSize);
                length = Math.Min(count, block.Length - from);
                Buffer.BlockCopy(block, from, buffer, index, length);
            }

            offset += length;
            index += length;
            count -= length;
        }
    }

    /// <summary>The pages of a page blob that hold data; all of it for other files and servers.</summary>
    public override IEnumerable<ByteExtent> GetExtents(long offset, long length) => _pages.Find(offset, length);

    /// <returns>The first block.</returns>
    private byte[] FetchBlocks(long number, int wanted)
    {
        int count;
        lock (_readAhead) count = Math.Max(wanted, _readAhead.Next(number));
        count = (int)Math.Min(count, (Length - number * BlockSize + BlockSize - 1) / BlockSize);
        for (int i = 1; i < count; i++)
        {
            if (_blocks.Has(number + i)) count = i;
        }

        int length = (int)Math.Min((long)count * BlockSize, Length - number * BlockSize);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Fetch(number * BlockSize, bytes, 0, length);
            lock (_readAhead) _readAhead.Fetched(number, count);
            return Keep(number, bytes, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <returns>The first block.</returns>
    private byte[] Keep(long number, byte[] bytes, int length)
    {
        byte[] first = [];
        for (int start = 0; start < length; start += BlockSize)
        {
            byte[] block = bytes.AsSpan(start, Math.Min(BlockSize, length - start)).ToArray();
            _blocks.Add(number + start / BlockSize, block);
            if (start == 0) first = block;
        }

        return first;
    }

    private void Fetch(long offset, byte[] buffer, int index, int count)
    {
        EnsureAvailable();
        try
        {
            _ranges.Read(offset, buffer, index, count);
        }
        catch (IOException e)
        {
            _loss ??= ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
