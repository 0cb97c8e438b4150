namespace AzLegacyOs.Disks.Images;

/// <summary>Files that people take for disk images, recognised so that the message can say what they are.</summary>
internal static class ForeignFiles
{
    public static string? Recognise(byte[] head)
    {
        // An optical disc starts with 32 KiB of zeros or, as a hybrid, with a boot sector; neither makes it a hard disk.
        if (head.HasAscii(0x8001, "CD001")) return "an ISO 9660 disc image";
        if (head.HasAscii(0, "PK\x3\x4") || head.HasAscii(0, "PK\x5\x6")) return "a ZIP archive; unpack it first";
        if (head.HasBytes(0, 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C)) return "a 7-Zip archive; unpack it first";
        if (head.HasBytes(0, 0x1F, 0x8B)) return "a gzip file; unpack it first";
        if (head.HasBytes(0, 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00)) return "an xz file; unpack it first";
        if (head.HasBytes(0, 0x28, 0xB5, 0x2F, 0xFD)) return "a Zstandard file; unpack it first";
        if (head.HasAscii(0, "BZh")) return "a bzip2 file; unpack it first";
        if (head.HasAscii(0, "Rar!")) return "a RAR archive; unpack it first";
        if (head.HasAscii(257, "ustar")) return "a tar or OVA archive; unpack it first";
        if (head.HasAscii(0, "MSWIM")) return "a Windows imaging file (WIM)";
        if (head.HasAscii(0, "MSCF")) return "a cabinet file";
        if (head.HasAscii(0, "regf")) return "a registry hive";
        if (head.HasAscii(0, "EVF\t\r\n") || head.HasAscii(0, "EVF2\r\n")) return "an EnCase evidence file";
        if (head.HasAscii(0, "%PDF")) return "a PDF document";
        if (head.HasBytes(0, 0x7F, 0x45, 0x4C, 0x46)) return "an ELF program";
        if (head.HasAscii(0, "<?xml")) return "an XML document";
        return LooksLikeText(head) ? "a text file" : null;
    }

    private static bool LooksLikeText(byte[] head) =>
        head.Take(512).All(b => b is >= 0x20 and < 0x7F or (byte)'\t' or (byte)'\r' or (byte)'\n' or >= 0x80);
}
