using System.Text;
using AzLegacyOs.Disks.Images.Qcow2;
using AzLegacyOs.Disks.Images.Vdi;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Vhdx;
using AzLegacyOs.Disks.Images.Vmdk;

namespace AzLegacyOs.Disks.Images;

/// <summary>Finds the format of an image by its content.</summary>
internal static class ImageDetection
{
    // Far enough for every signature that is looked for; UFS2 has the last one, at 64 KiB + 1372.
    private const int HeadLength = 68 * 1024;

    /// <summary>Opens an image. The caller disposes the file where this throws.</summary>
    public static DiskImage Open(CountingByteSource file, ImageSurroundings surroundings, IReadOnlyList<ImageRemark> remarks)
    {
        byte[] head = file.ReadBytes(0, (int)Math.Min(file.Length, HeadLength));

        // The text that describes a VMDK of several files can be shorter than a sector.
        if (VmdkDescriptor.IsAtStartOf(head)) return new VmdkImage(file, surroundings, remarks);
        if (file.Length < 512) throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it has only {file.Length} bytes, less than one sector");

        // Formats with a signature at the start come first: a disk inside them may by chance end like a VHD.
        if (head.HasAscii(0, VhdxImage.Signature)) return new VhdxImage(file, surroundings, remarks);
        if (head.HasBytes(0, (byte)'Q', (byte)'F', (byte)'I', 0xFB)) return new Qcow2Image(file, surroundings, remarks);
        if (VmdkSparseHeader.IsAtStartOf(head)) return new VmdkImage(file, surroundings, remarks);
        if (VdiImage.HasSignature(head)) return new VdiImage(file, remarks);
        if (VhdImage.TryOpen(file, surroundings, remarks) is VhdImage vhd) return vhd;

        if (ForeignFiles.Recognise(head) is string kind) throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it looks like {kind}");
        if (!RawDiskSignatures.LooksLikeDisk(head, out int sectorSize))
            throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it has no partition table, boot sector, file system or other known structure at its start (the first bytes are {Describe(head)})");
        return new RawImage(file, sectorSize, remarks);
    }

    private static string Describe(byte[] head)
    {
        var text = new StringBuilder(BitConverter.ToString(head, 0, 8).Replace('-', ' '));
        if (head.Take(8).All(b => b is >= 0x20 and < 0x7F)) text.Append(", \"").Append(Encoding.ASCII.GetString(head, 0, 8)).Append('"');
        return text.ToString();
    }
}
