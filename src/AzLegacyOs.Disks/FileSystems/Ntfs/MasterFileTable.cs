namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>$MFT: the table of file records, itself a file described by its first record.</summary>
internal sealed class MasterFileTable
{
    private ByteSource _records;

    private MasterFileTable(NtfsVolume volume, ByteSource records)
    {
        Volume = volume;
        _records = records;
    }

    public NtfsVolume Volume { get; }

    /// <summary>Number of records.</summary>
    public long Count => _records.Length / Volume.Boot.RecordSize;

    /// <summary>Opens the table, or what can be read of it.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="remark">Takes oddities: byte offset and what is odd.</param>
    /// <exception cref="DiskFormatException">Neither the first record nor its mirror can be read.</exception>
    public static MasterFileTable Open(NtfsVolume volume, Action<long, string> remark)
    {
        FileRecord first = ReadFirstRecord(volume, remark);
        List<NtfsAttribute> extents = [.. first.Attributes.Where(a => a.Type == AttributeType.Data && a.Name.Length == 0 && a.FirstVcn == 0).Take(1)];
        if (extents.Count == 0 || extents[0].IsResident) throw first.Fault(0, "$MFT has no data");

        var table = new MasterFileTable(volume, OpenRecords(volume, extents));
        table.AddExtents(first, extents, remark);
        return table;
    }

    /// <summary>Makes a table of records that lie one behind the other, as in a copy of $MFT without its volume.</summary>
    public static MasterFileTable OfCopy(NtfsVolume volume, ByteSource records) => new(volume, records);

    /// <summary>Reads a record, in use or not.</summary>
    /// <exception cref="DiskFormatException">There is no such record, or it is damaged.</exception>
    public FileRecord Read(long number)
    {
        int size = Volume.Boot.RecordSize;
        if (number < 0 || number >= Count) throw new DiskFormatException(Volume.Name, 0, $"file record {number} does not exist, $MFT has {Count}");
        return FileRecord.Parse(_records.Name, number * size, number, _records.ReadBytes(number * size, size));
    }

    /// <summary>Reads a record; null where it is free. A free one may hold anything.</summary>
    /// <exception cref="DiskFormatException">It is in use and damaged.</exception>
    public FileRecord? ReadUsed(long number)
    {
        byte[] flags = _records.ReadBytes(number * Volume.Boot.RecordSize + FileRecord.FlagsOffset, 2);
        return (flags.U16(0) & FileRecord.InUseFlag) == 0 ? null : Read(number);
    }

    /// <summary>Reads the file that a reference points to.</summary>
    /// <exception cref="DiskFormatException">The reference is stale, or the record is damaged.</exception>
    public NtfsFile ReadFile(FileReference reference)
    {
        FileRecord record = Read(reference.Record);
        CheckCurrent(record, reference);
        if (record.Base.Record != 0) throw record.Fault(32, $"it extends record {record.Base} and is no file");
        return new NtfsFile(this, record);
    }

    /// <summary>Reads a record that extends another.</summary>
    /// <exception cref="DiskFormatException">It belongs to another file, or is damaged.</exception>
    public FileRecord ReadExtension(FileReference reference, FileRecord owner)
    {
        FileRecord record = Read(reference.Record);
        CheckCurrent(record, reference);
        if (record.Base.Record != owner.Number || record.Base.Sequence != owner.Sequence)
            throw record.Fault(32, $"it extends record {record.Base}, not {owner.Reference}");
        return record;
    }

    private static void CheckCurrent(FileRecord record, FileReference reference)
    {
        if (!record.IsInUse) throw record.Fault(22, $"it is referred to as {reference}, but it is free");
        if (reference.Sequence != 0 && reference.Sequence != record.Sequence) throw record.Fault(16, $"it is referred to as {reference}, but it is now {record.Reference}");
    }

    private static FileRecord ReadFirstRecord(NtfsVolume volume, Action<long, string> remark)
    {
        try
        {
            return ReadAt(volume, volume.Boot.MftCluster);
        }
        catch (DiskFormatException damage)
        {
            try
            {
                FileRecord mirror = ReadAt(volume, volume.Boot.MftMirrorCluster);
                remark(damage.Offset, $"the first record of $MFT cannot be read ({damage.Reason}), its mirror was used");
                return mirror;
            }
            catch (DiskFormatException)
            {
                throw damage;
            }
        }
    }

    private static FileRecord ReadAt(NtfsVolume volume, long cluster)
    {
        if (!volume.Boot.IsCluster(cluster)) throw new DiskFormatException(volume.Name, 48, $"$MFT is said to be at cluster {cluster}");
        byte[] bytes = volume.Metadata.ReadBytes(cluster * volume.ClusterSize, volume.Boot.RecordSize);
        return FileRecord.Parse(volume.Name, cluster * volume.ClusterSize, 0, bytes);
    }

    private static ByteSource OpenRecords(NtfsVolume volume, List<NtfsAttribute> extents)
    {
        RunMap map = RunMap.Create(volume.Name, volume.Boot, extents);
        // A forged table that claims more records than the volume has room for could be walked through without end.
        if (map.Size > volume.Boot.VolumeSize || map.Runs.Any(run => run.IsHole))
            throw extents[0].Record.Fault(extents[0].Offset, $"$MFT is said to have {map.Size} bytes, some of which are not on the volume or there twice");
        return new RunSource($"$MFT of {volume.Name}", volume.Metadata, map, Math.Min(map.Size, extents[0].Size), extents[0].InitialisedSize);
    }

    /// <summary>A fragmented $MFT: each further extent is described in a record that lies in the extents before it.</summary>
    private void AddExtents(FileRecord first, List<NtfsAttribute> extents, Action<long, string> remark)
    {
        try
        {
            if (new NtfsFile(this, first).AttributeList is not { } list) return;
            foreach (AttributeListEntry entry in list.Where(e => e.Type == AttributeType.Data && e.Name.Length == 0 && e.FirstVcn > 0).OrderBy(e => e.FirstVcn))
            {
                FileRecord record = entry.Record.Record == 0 ? first : ReadExtension(entry.Record, first);
                NtfsAttribute extent = record.Attributes.FirstOrDefault(a => a.Type == AttributeType.Data && a.Name.Length == 0 && a.FirstVcn == entry.FirstVcn)
                    ?? throw record.Fault(0, $"it lacks the extent of $MFT from cluster {entry.FirstVcn}");
                extents.Add(extent);
                _records = OpenRecords(Volume, extents);
            }
        }
        catch (DiskFormatException damage)
        {
            remark(damage.Offset, $"only the first {Count} file records can be reached: {damage.Reason}");
        }
    }
}
