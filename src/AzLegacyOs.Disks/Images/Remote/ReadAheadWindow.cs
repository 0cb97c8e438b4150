namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>How far to read ahead: not at all where reads jump about, twice as far each time where they go on.</summary>
internal sealed class ReadAheadWindow(int most)
{
    // Structures of a file system are read in turn with the data they lead to.
    private const int Streams = 8;

    private readonly (long Next, int Window)[] _streams = new (long, int)[Streams];
    private int _oldest;

    /// <summary>How many blocks to fetch from this one on, when it is missing.</summary>
    public int Next(long block)
    {
        for (int i = 0; i < Streams; i++)
        {
            if (_streams[i].Window == 0 || _streams[i].Next != block) continue;
            return _streams[i].Window = Math.Min(most, _streams[i].Window * 2);
        }

        return 1;
    }

    /// <summary>Tells what was fetched after <see cref="Next(long)"/>.</summary>
    public void Fetched(long block, int count)
    {
        for (int i = 0; i < Streams; i++)
        {
            if (_streams[i].Window == 0 || _streams[i].Next != block) continue;
            _streams[i].Next = block + count;
            return;
        }

        _streams[_oldest] = (block + count, count);
        _oldest = (_oldest + 1) % Streams;
    }
}
