using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Vhd;

namespace AzLegacyOs.Azure.Tests.Support;

/// <summary>A disk of zeros with seeded random bytes in a few places.</summary>
internal sealed class SparseDisk : ByteSource
{
    private readonly SortedList<long, byte[]> _parts = [];
    private long _bytesRead;

    public SparseDisk(long length, int seed = 1, params (long Offset, int Length)[] data)
    {
        Length = length;
        var random = new Random(seed);
        foreach ((long offset, int count) in data)
        {
            byte[] bytes = new byte[count];
            random.NextBytes(bytes);
            _parts.Add(offset, bytes);
        }
    }

    public override string Name => "sample.vhd";

    public override long Length { get; }

    /// <summary>Changes one byte of data.</summary>
    public void Change(long offset)
    {
        (long start, byte[] bytes) = _parts.Last(p => p.Key <= offset);
        bytes[offset - start] ^= 0xFF;
    }

    /// <summary>Bytes that were read.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Called before each read.</summary>
    public Action<long>? OnRead { get; set; }

    /// <summary>The disk as Azure takes it.</summary>
    public FixedVhdView AsFixedVhd() => new(this, new Guid("5d0f7a55-6c0e-4f2b-9c0a-3c1d9f6e7a21"), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        OnRead?.Invoke(offset);
        CheckRange(offset, count);
        Interlocked.Add(ref _bytesRead, count);
        Array.Clear(buffer, index, count);
        foreach ((long start, byte[] bytes) in _parts)
        {
            long from = Math.Max(start, offset), to = Math.Min(start + bytes.Length, offset + count);
            if (from < to) Array.Copy(bytes, from - start, buffer, index + (from - offset), to - from);
        }
    }

    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        foreach ((long start, byte[] bytes) in _parts)
        {
            long from = Math.Max(start, offset), to = Math.Min(start + bytes.Length, offset + length);
            if (from < to) yield return new ByteExtent(from, to - from);
        }
    }
}
