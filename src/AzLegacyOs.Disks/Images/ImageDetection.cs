using System.Text;
using AzLegacyOs.Disks.Images.Qcow2;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Images.Vhdx;

namespace AzLegacyOs.Disks.Images;

/// <summary>Finds the format of an image by its content.</summary>
internal static class ImageDetection
{
    // Far enough for every signature that is looked for; Btrfs has the last one, at 64 KiB + 64.
    private const int HeadLength = 128 * 1024;

    /// <summary>Opens an image. The caller disposes the file where this throws.</summary>
    public static DiskImage Open(CountingByteSource file, ImageSurroundings surroundings, IReadOnlyList<ImageRemark> remarks)
    {
        if (file.Length < 512) throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it has only {file.Length} bytes, less than one sector");
        byte[] head = file.ReadBytes(0, (int)Math.Min(file.Length, HeadLength));

        // Formats with a signature at the start come first: a disk inside them may by chance end like a VHD.
        if (head.HasAscii(0, VhdxImage.Signature)) return new VhdxImage(file, surroundings, remarks);
        if (head.HasBytes(0, (byte)'Q', (byte)'F', (byte)'I', 0xFB)) return new Qcow2Image(file, surroundings, remarks);
        if (FindUnreadFormat(head) is string unread) throw new DiskFormatException(file.Name, 0, $"this is a {unread} image, which cannot be read yet");
        if (VhdImage.TryOpen(file, surroundings, remarks) is VhdImage vhd) return vhd;

        if (ForeignFiles.Recognise(head) is string kind) throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it looks like {kind}");
        if (!RawDiskSignatures.LooksLikeDisk(head, out int sectorSize))
            throw new DiskFormatException(file.Name, 0, $"this is not a disk image: it has no partition table, boot sector, file system or other known structure at its start (the first bytes are {Describe(head)})");
        return new RawImage(file, sectorSize, remarks);
    }

    private static string? FindUnreadFormat(byte[] head)
    {
        if (head.HasAscii(0, "KDMV") || head.HasAscii(0, "COWD") || head.HasAscii(0, "# Disk DescriptorFile")) return "VMDK";
        if (head.HasBytes(0x40, 0x7F, 0x10, 0xDA, 0xBE)) return "VDI";
        return null;
    }

    private static string Describe(byte[] head)
    {
        var text = new StringBuilder(BitConverter.ToString(head, 0, 8).Replace('-', ' '));
        if (head.Take(8).All(b => b is >= 0x20 and < 0x7F)) text.Append(", \"").Append(Encoding.ASCII.GetString(head, 0, 8)).Append('"');
        return text.ToString();
    }
}
