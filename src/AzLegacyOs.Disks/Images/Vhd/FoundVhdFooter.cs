namespace AzLegacyOs.Disks.Images.Vhd;

/// <summary>A footer that was found in a file.</summary>
/// <param name="Footer">What it says.</param>
/// <param name="Offset">Where it starts in the file.</param>
/// <param name="Length">512, or 511 as Virtual PC wrote it before 2004.</param>
/// <param name="IsHeaderCopy">Whether it is the copy at the start of a dynamic or differencing file.</param>
internal sealed record FoundVhdFooter(VhdFooter Footer, long Offset, int Length, bool IsHeaderCopy)
{
    /// <summary>Looks at the end of the file first, then at its start.</summary>
    /// <param name="file">The file, 512 bytes or longer.</param>
    /// <param name="remarks">What was odd about the footers.</param>
    /// <returns>The footer to go by, or null where there is none.</returns>
    public static FoundVhdFooter? Find(ByteSource file, out List<ImageRemark> remarks)
    {
        remarks = [];
        FoundVhdFooter? tail = ReadTail(file);
        if (tail is { Length: 511 }) remarks.Add(new ImageRemark(tail.Offset, "the footer is 511 bytes long, as Virtual PC wrote it before 2004") { IsProperty = true });

        // A fixed disk has no copy, and what stands at its start belongs to the guest.
        bool tailSuffices = tail is { Footer.ChecksumValid: true } || tail?.Footer.DiskType == VhdDiskType.Fixed;
        FoundVhdFooter? copy = tailSuffices ? null : ReadHeaderCopy(file);
        if (copy is not null && (tail is null || copy.Footer.ChecksumValid))
        {
            remarks.Add(new ImageRemark(tail?.Offset ?? file.Length - VhdFooter.Size,
                tail is null
                    ? "there is no footer at the end of the file, so the copy at its start was used: the file may have been cut off"
                    : "the checksum of the footer at the end of the file is wrong, so the copy at its start was used")
            { IsProperty = true });
            tail = copy;
        }

        if (tail is { Footer.ChecksumValid: false }) remarks.Add(new ImageRemark(tail.Offset, "the checksum of the footer is wrong") { IsProperty = true });
        return tail;
    }

    /// <summary>Whether a file ends in a footer.</summary>
    public static bool IsAtEndOf(ByteSource file) => file.Length >= VhdFooter.Size && ReadTail(file) is not null;

    private static FoundVhdFooter? ReadTail(ByteSource file)
    {
        byte[] last = file.ReadBytes(file.Length - VhdFooter.Size, VhdFooter.Size);
        if (last.HasAscii(0, VhdFooter.Cookie)) return new FoundVhdFooter(VhdFooter.Parse(last), file.Length - VhdFooter.Size, VhdFooter.Size, false);
        if (!last.HasAscii(1, VhdFooter.Cookie)) return null;

        byte[] padded = new byte[VhdFooter.Size];
        Array.Copy(last, 1, padded, 0, VhdFooter.Size - 1);
        return new FoundVhdFooter(VhdFooter.Parse(padded), file.Length - VhdFooter.Size + 1, VhdFooter.Size - 1, false);
    }

    private static FoundVhdFooter? ReadHeaderCopy(ByteSource file)
    {
        byte[] first = file.ReadBytes(0, VhdFooter.Size);
        if (!first.HasAscii(0, VhdFooter.Cookie)) return null;
        var footer = VhdFooter.Parse(first);
        return footer.DiskType == VhdDiskType.Fixed ? null : new FoundVhdFooter(footer, 0, VhdFooter.Size, true);
    }
}
