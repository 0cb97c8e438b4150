namespace AzLegacyOs.Disks.Images;

/// <summary>Keeps the most recently used pieces of an image (tables, bitmaps, unpacked clusters) up to a number of them.</summary>
internal sealed class BoundedCache<T>(int capacity, Func<long, T> load)
    where T : class
{
    private readonly RecentPieces<T> _pieces = new(capacity);
    private readonly object _gate = new();

    /// <summary>The piece with this number, loaded when it is not at hand.</summary>
    public T Get(long number)
    {
        lock (_gate)
        {
            if (_pieces.Find(number) is T known) return known;
            T piece = load(number);
            _pieces.Add(number, piece);
            return piece;
        }
    }
}
