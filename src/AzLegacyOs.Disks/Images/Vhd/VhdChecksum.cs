using System.Buffers.Binary;

namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>The checksum of the VHD footer and of the dynamic header: one's complement of the sum of all bytes, its own field taken as zero.</summary>
internal static class VhdChecksum
{
    public static uint Compute(ReadOnlySpan<byte> structure, int fieldOffset)
    {
        uint sum = 0;
        for (int i = 0; i < structure.Length; i++)
        {
            if (i < fieldOffset || i >= fieldOffset + 4) sum += structure[i];
        }

        return ~sum;
    }

    public static bool Matches(ReadOnlySpan<byte> structure, int fieldOffset) =>
        BinaryPrimitives.ReadUInt32BigEndian(structure.Slice(fieldOffset)) == Compute(structure, fieldOffset);
}
