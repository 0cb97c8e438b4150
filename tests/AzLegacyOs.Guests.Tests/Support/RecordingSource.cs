using AzLegacyOs.Disks;

namespace AzLegacyOs.Guests.Tests.Support;

/// <summary>Bytes in memory that remember which sectors were read.</summary>
internal sealed class RecordingSource(byte[] bytes) : ByteSource
{
    public const int SectorLength = 512;

    private readonly HashSet<int> _sectors = [];

    public override string Name => "bytes";

    public override long Length => bytes.Length;

    /// <summary>The numbers of the sectors that were read, in ascending order.</summary>
    public IReadOnlyList<int> Sectors => [.. _sectors.Order()];

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        for (long sector = offset / SectorLength; sector * SectorLength < offset + count; sector++) _sectors.Add((int)sector);
        Array.Copy(bytes, offset, buffer, index, count);
    }
}
