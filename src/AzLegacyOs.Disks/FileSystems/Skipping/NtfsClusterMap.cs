using System.Buffers;
using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>$Bitmap: one bit for each cluster, lowest bit first, set where the cluster is in use.</summary>
internal sealed class NtfsClusterMap(ByteSource bitmap, NtfsBootSector boot) : ClusterMap(0, boot.ClusterCount, boot.ClusterSize)
{
    private const int BitmapRecord = 6;

    /// <summary>Opens the bitmap.</summary>
    /// <exception cref="DiskFormatException">It does not cover the volume, or parts of it are not stored, which would read as free.</exception>
    public static NtfsClusterMap Open(NtfsFileSystem fileSystem)
    {
        NtfsVolume volume = fileSystem.Volume;
        NtfsFile file = fileSystem.Table.ReadFile(new FileReference(BitmapRecord));
        AttributeData data = file.Find(AttributeType.Data) ?? throw file.Record.Fault(0, "$Bitmap has no data");
        long needed = (volume.Boot.ClusterCount + 7) / 8;
        if (Math.Min(data.Size, data.InitialisedSize) < needed) throw file.Record.Fault(0, $"$Bitmap holds {Math.Min(data.Size, data.InitialisedSize)} bytes where {needed} are needed");
        if ((data.Flags & (AttributeFlags.CompressionMask | AttributeFlags.Sparse)) != 0 || data.GetMap(volume.Name) is { } map && map.Runs.Any(r => r.IsHole))
            throw file.Record.Fault(0, "$Bitmap is compressed or has holes");
        return new NtfsClusterMap(data.Open(volume.Name), volume.Boot);
    }

    protected override void ReadFree(long first, int number, bool[] free)
    {
        int skip = (int)(first % 8);
        int length = (skip + number + 7) / 8;
        byte[] bits = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            bitmap.Read(first / 8, bits, 0, length);
            for (int i = 0; i < number; i++) free[i] = (bits[(skip + i) >> 3] >> ((skip + i) & 7) & 1) == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bits);
        }
    }
}
