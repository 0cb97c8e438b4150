using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;

namespace Tour;

/// <summary>Holds what the rehearsal took against the image.</summary>
internal static class UploadedDisk
{
    private const int Step = 1024 * 1024;

    public static string Compare(string path, ByteSource uploaded)
    {
        using DiskImage image = DiskImage.Open(path);
        using FixedVhdView expected = FixedVhdView.Of(image, Guid.Empty, DateTime.UnixEpoch);
        if (expected.Length != uploaded.Length) return $"The disk has {uploaded.Length} bytes in place of {expected.Length}.";
        byte[] one = new byte[Step], other = new byte[Step];
        for (long offset = 0; offset < expected.Length; offset += Step)
        {
            int count = (int)Math.Min(Step, expected.Length - offset);
            expected.Read(offset, one, 0, count);
            uploaded.Read(offset, other, 0, count);
            if (!one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count))) return $"The disk differs from the image in the MiB at byte {offset}.";
        }

        return $"Compared: the disk in the rehearsal is the image byte for byte, {expected.Length} bytes with the footer of a fixed VHD.";
    }
}
