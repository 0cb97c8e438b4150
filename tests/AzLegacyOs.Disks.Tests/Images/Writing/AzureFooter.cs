using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Disks.Tests.Images.Writing;

/// <summary>What Azure and the specification ask of a fixed VHD, field by field, read from the bytes without the code under test.</summary>
/// <remarks>Virtual Hard Disk Image Format Specification 1.0, "Hard Disk Footer Format" and "CHS Calculation"; limits of <c>uploadSizeBytes</c>.</remarks>
internal static class AzureFooter
{
    private const int MiB = 1024 * 1024;
    private const int Size = 512;

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Checks the length of the file and each field of its footer.</summary>
    /// <param name="fileLength">Length in bytes with the footer.</param>
    /// <param name="footer">The last 512 bytes.</param>
    /// <param name="uniqueId">The identity it must have.</param>
    /// <param name="timestamp">The time it must have.</param>
    public static void AssertAccepted(long fileLength, byte[] footer, Guid uniqueId, DateTime timestamp)
    {
        Assert.Equal(Size, footer.Length);
        long disk = fileLength - Size;
        Assert.InRange(fileLength, 20_972_032, 35_183_298_347_520);
        Assert.Equal(0, disk % MiB);

        Assert.Equal("conectix", Encoding.ASCII.GetString(footer, 0, 8));
        // Bit 1 is reserved and always set; bit 0 would mark a temporary disk.
        Assert.Equal(2u, U32(footer, 8));
        Assert.Equal(0x0001_0000u, U32(footer, 12));
        Assert.Equal(ulong.MaxValue, U64(footer, 16));
        Assert.Equal((uint)(timestamp - Epoch).TotalSeconds, U32(footer, 24));
        Assert.Equal("win ", Encoding.ASCII.GetString(footer, 28, 4));
        Assert.Equal(0x000A_0000u, U32(footer, 32));
        Assert.Equal("Wi2k", Encoding.ASCII.GetString(footer, 36, 4));
        Assert.Equal((ulong)disk, U64(footer, 40));
        Assert.Equal((ulong)disk, U64(footer, 48));
        Assert.Equal(Geometry(disk), (BinaryPrimitives.ReadUInt16BigEndian(footer.AsSpan(56)), footer[58], footer[59]));
        Assert.Equal(2u, U32(footer, 60));
        Assert.Equal(Checksum(footer), U32(footer, 64));
        Assert.NotEqual(Guid.Empty, uniqueId);
        Assert.Equal(uniqueId.ToByteArray(), footer[68..84]);
        Assert.Equal(0, footer[84]);
        Assert.All(footer[85..], value => Assert.Equal(0, value));
    }

    /// <summary>The calculation of the specification, line by line.</summary>
    private static (int Cylinders, int Heads, int SectorsPerTrack) Geometry(long disk)
    {
        long totalSectors = Math.Min(disk / 512, 65535L * 16 * 255);
        long sectorsPerTrack, heads, cylinderTimesHeads;
        if (totalSectors >= 65535L * 16 * 63)
        {
            (sectorsPerTrack, heads) = (255, 16);
            cylinderTimesHeads = totalSectors / sectorsPerTrack;
        }
        else
        {
            sectorsPerTrack = 17;
            cylinderTimesHeads = totalSectors / sectorsPerTrack;
            heads = (cylinderTimesHeads + 1023) / 1024;
            if (heads < 4) heads = 4;
            if (cylinderTimesHeads >= heads * 1024 || heads > 16)
            {
                (sectorsPerTrack, heads) = (31, 16);
                cylinderTimesHeads = totalSectors / sectorsPerTrack;
            }

            if (cylinderTimesHeads >= heads * 1024)
            {
                (sectorsPerTrack, heads) = (63, 16);
                cylinderTimesHeads = totalSectors / sectorsPerTrack;
            }
        }

        return ((int)(cylinderTimesHeads / heads), (int)heads, (int)sectorsPerTrack);
    }

    /// <summary>One's complement of the sum of all bytes, without those of the checksum.</summary>
    private static uint Checksum(byte[] footer) => ~(uint)footer.Where((_, i) => i is < 64 or >= 68).Sum(value => (int)value);

    private static uint U32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(offset));

    private static ulong U64(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(offset));
}
