namespace AzLegacyOs.Disks.Images.Vhdx;

/// <summary>Replays, in memory, the log of a VHDX that was not closed.</summary>
/// <remarks>MS-VHDX 2.3. The log is a ring; its youngest entry whose predecessors are whole back to its tail ends the changes to be made.</remarks>
internal static class VhdxLog
{
    private const int Alignment = 1024 * 1024;

    // Hyper-V makes logs of 1 MiB, whatever the size of the disk.
    private const int MaximumLength = 32 * Alignment;

    private const int MaximumAttempts = 1000;

    /// <summary>The file as it is once the log is replayed.</summary>
    /// <exception cref="DiskFormatException">The log is damaged, or the file is shorter than the log takes for granted.</exception>
    public static ByteSource Replay(ByteSource file, VhdxHeader header, List<ImageRemark> remarks)
    {
        if (header.LogId == Guid.Empty) return file;
        if (header.LogLength is 0 or > MaximumLength || header.LogLength % Alignment != 0 || header.LogOffset > long.MaxValue || (long)header.LogOffset > file.Length - header.LogLength)
            throw new DiskFormatException(file.Name, (long)(header.LogOffset & long.MaxValue), $"the VHDX was not closed, and its log of {header.LogLength} bytes at byte {header.LogOffset} cannot be used");

        long logOffset = (long)header.LogOffset;
        Dictionary<int, VhdxLogEntry> entries = FindEntries(file, logOffset, file.ReadBytes(logOffset, (int)header.LogLength), header.LogId);
        List<VhdxLogEntry> active = FindActiveSequence(entries, (int)header.LogLength)
            ?? throw new DiskFormatException(file.Name, logOffset, "the VHDX was not closed, and its log holds no whole sequence of entries");

        VhdxLogEntry head = active[active.Count - 1];
        if (head.FlushedFileOffset > (ulong)file.Length)
            throw new DiskFormatException(file.Name, file.Length, $"the file was cut off: the log says that it had {head.FlushedFileOffset} bytes, but it has {file.Length}");
        if (active.Any(e => e.LastFileOffset > long.MaxValue)) throw new DiskFormatException(file.Name, logOffset + head.Offset, "the log gives an impossible length of the file");

        var overlay = new PageOverlay(file, (long)head.LastFileOffset);
        foreach (VhdxLogEntry entry in active) entry.Apply(overlay, logOffset);
        remarks.Add(new ImageRemark(logOffset, $"the VHDX was not closed; the {active.Count} entries of its log were replayed in memory"));
        return overlay;
    }

    private static Dictionary<int, VhdxLogEntry> FindEntries(ByteSource file, long logOffset, byte[] log, Guid logId)
    {
        // Whole entries lie one after the other. Only a forged log makes many positions claim long entries, each of which
        // would have to be summed up.
        long budget = 4L * log.Length;
        Dictionary<int, VhdxLogEntry> entries = [];
        for (int offset = 0; offset < log.Length;)
        {
            int length = VhdxLogEntry.GetClaimedLength(log, offset, logId);
            budget -= length;
            if (budget < 0) throw new DiskFormatException(file.Name, logOffset + offset, "the log is damaged: its entries overlap each other");
            VhdxLogEntry? entry = length == 0 ? null : VhdxLogEntry.TryRead(log, offset, length);
            if (entry is not null) entries.Add(offset, entry);
            offset += entry is null ? VhdxLogEntry.SectorSize : length;
        }

        return entries;
    }

    private static List<VhdxLogEntry>? FindActiveSequence(Dictionary<int, VhdxLogEntry> entries, int logLength)
    {
        foreach (VhdxLogEntry head in entries.Values.OrderByDescending(e => e.SequenceNumber).Take(MaximumAttempts))
        {
            List<VhdxLogEntry> sequence = [];
            int offset = head.Tail;
            while (entries.TryGetValue(offset, out VhdxLogEntry? entry) && (sequence.Count == 0 || entry.SequenceNumber == sequence[sequence.Count - 1].SequenceNumber + 1))
            {
                sequence.Add(entry);
                if (entry == head) return sequence;
                offset = (offset + entry.Bytes.Length) % logLength;
            }
        }

        return null;
    }
}
