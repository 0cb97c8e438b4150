using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>Applies a log of dirty sectors (Windows NT to 8): a bitmap of the sectors of the bins, then those sectors one after another.</summary>
/// <remarks>
/// <code>
/// sector 0: copy of the base block
/// sector 1: 'DIRT', then one bit for each 512 bytes of the bins, the lowest bit of a byte first
/// next whole sector: the dirty 512-byte pieces
/// </code>
/// </remarks>
internal static class SectorLog
{
    private const uint Signature = 0x54524944;

    /// <summary>Adds what the log holds to the overlay.</summary>
    /// <returns>How many 512-byte sectors were dirty.</returns>
    /// <exception cref="DiskFormatException">The log is damaged or cut off; nothing was added.</exception>
    public static int Apply(HiveLog log, SectorOverlay overlay)
    {
        ByteSource source = log.Source;
        int sectorSize = log.BaseBlock!.SectorSize;
        int sectors = (int)(log.BaseBlock.BinsSize / SectorOverlay.SectorSize);

        var vector = new byte[4 + sectors / 8];
        if (source.Length - sectorSize < vector.Length) throw Bad(source.Length, "it ends before its bitmap does");
        source.Read(sectorSize, vector, 0, vector.Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(vector) != Signature) throw Bad(sectorSize, "the signature 'DIRT' is missing");

        int dirty = 0;
        for (int i = 0; i < sectors; i++)
        {
            if (IsDirty(i)) dirty++;
        }

        long content = (sectorSize + vector.Length + sectorSize - 1L) / sectorSize * sectorSize;
        if ((long)dirty * SectorOverlay.SectorSize > source.Length - content) throw Bad(content, $"it ends before its {dirty} sectors do");
        if (!overlay.HasRoomFor(dirty)) throw Bad(sectorSize, $"{dirty} sectors are more than are taken from a log");

        for (int i = 0; i < sectors; i++)
        {
            if (!IsDirty(i)) continue;
            overlay.Put((long)i * SectorOverlay.SectorSize, SectorOverlay.SectorSize, source, content);
            content += SectorOverlay.SectorSize;
        }

        return dirty;

        bool IsDirty(int sector) => (vector[4 + sector / 8] & (1 << (sector % 8))) != 0;

        DiskFormatException Bad(long offset, string reason) => new(source.Name, offset, reason);
    }
}
