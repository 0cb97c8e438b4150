namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>A log of a hive and what its first sector says.</summary>
internal sealed class HiveLog
{
    private HiveLog(ByteSource source, BaseBlock? baseBlock, string? flaw)
    {
        Source = source;
        BaseBlock = baseBlock;
        Flaw = flaw;
    }

    public ByteSource Source { get; }

    /// <summary>The name without the folders, for the state note.</summary>
    public string Name => Source.Name.Substring(Source.Name.LastIndexOfAny(['\\', '/']) + 1);

    /// <summary>The copy of the base block of the hive; valid unless there is a flaw.</summary>
    public BaseBlock? BaseBlock { get; }

    /// <summary>Why the log cannot be used, as a clause; null where it can.</summary>
    public string? Flaw { get; }

    public bool HasEntries => Flaw is null && BaseBlock!.FileType == HiveFileType.EntryLog;

    public bool HasSectors => Flaw is null && BaseBlock!.FileType is HiveFileType.SectorLog or HiveFileType.SectorLogOfWindows2000;

    public static HiveLog Read(ByteSource source)
    {
        if (source.Length == 0) return new HiveLog(source, null, "is empty");
        if (source.Length < BaseBlock.CopyLength) return new HiveLog(source, null, "is too short to be a log");
        try
        {
            BaseBlock baseBlock = BaseBlock.Read(source);
            return new HiveLog(source, baseBlock, FindFlaw(baseBlock));
        }
        catch (DiskFormatException problem)
        {
            return new HiveLog(source, null, $"cannot be read ({problem.Reason})");
        }
    }

    private static string? FindFlaw(BaseBlock block)
    {
        if (!block.HasSignature) return "does not begin with the signature of a log";
        if (!block.HasValidChecksum) return "has a wrong checksum in its first sector";
        if (block.FileType is not (HiveFileType.SectorLog or HiveFileType.SectorLogOfWindows2000 or HiveFileType.EntryLog))
            return $"is not a log (file type {(uint)block.FileType})";
        if (block.PrimarySequence != block.SecondarySequence)
            return $"was itself not written completely (sequence numbers {block.PrimarySequence} and {block.SecondarySequence})";
        return BaseBlock.IsPossibleBinsSize(block.BinsSize) ? null : $"states an impossible size of the hive ({block.BinsSize})";
    }
}
