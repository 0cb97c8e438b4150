namespace AzLegacyOs.Disks.Registry;

/// <summary>Says which 512-byte sectors of the bins are to be read from a log instead of from the hive; later additions win.</summary>
/// <remarks>Only the places are kept, not the bytes, so that a large log costs little memory.</remarks>
internal sealed class SectorOverlay
{
    public const int SectorSize = 512;

    /// <summary>512 MiB of changes: far more than logs hold before Windows writes the hive back.</summary>
    public const int MaxSectors = 1 << 20;

    private readonly Dictionary<int, Place> _sectors = [];

    public int Count => _sectors.Count;

    /// <summary>Whether <paramref name="sectors"/> more can be taken.</summary>
    public bool HasRoomFor(int sectors) => sectors <= MaxSectors - _sectors.Count;

    /// <summary>Lets a range of the bins, in whole sectors, be read from a log.</summary>
    public void Put(long binsOffset, int length, ByteSource log, long position)
    {
        for (int done = 0; done < length; done += SectorSize)
            _sectors[(int)((binsOffset + done) / SectorSize)] = new Place(log, position + done);
    }

    /// <summary>Whether a log holds this sector.</summary>
    public bool Contains(int sector) => _sectors.ContainsKey(sector);

    /// <summary>Reads a sector if a log holds it.</summary>
    public bool TryRead(int sector, byte[] buffer, int index)
    {
        if (!_sectors.TryGetValue(sector, out Place place)) return false;
        place.Log.Read(place.Position, buffer, index, SectorSize);
        return true;
    }

    private readonly record struct Place(ByteSource Log, long Position);
}
