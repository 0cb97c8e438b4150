namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>A base record together with the extension records that its attribute list names.</summary>
/// <remarks>Extension records are read when one of their attributes is asked for.</remarks>
internal sealed class NtfsFile
{
    private readonly MasterFileTable _table;
    private readonly List<AttributeListEntry>? _list;

    /// <summary>Makes the file.</summary>
    /// <param name="table">Where extension records are read.</param>
    /// <param name="record">The base record.</param>
    /// <exception cref="DiskFormatException">The attribute list is damaged.</exception>
    public NtfsFile(MasterFileTable table, FileRecord record)
    {
        _table = table;
        Record = record;
        NtfsAttribute? list = record.Attributes.FirstOrDefault(a => a.Type == AttributeType.AttributeList);
        if (list is not null) _list = AttributeListEntry.ParseAll(record, ReadList(list));
    }

    public FileRecord Record { get; }

    /// <summary>The lines of the attribute list; null where all attributes are in the base record.</summary>
    public IReadOnlyList<AttributeListEntry>? AttributeList => _list;

    /// <summary>Finds an attribute.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name; empty for the unnamed one.</param>
    /// <exception cref="DiskFormatException">An extension record cannot be read.</exception>
    public AttributeData? Find(AttributeType type, string name = "") => FindAll(type, name).FirstOrDefault();

    /// <summary>Finds all attributes of a type and name, such as the names of a file.</summary>
    /// <exception cref="DiskFormatException">An extension record cannot be read.</exception>
    public IEnumerable<AttributeData> FindAll(AttributeType type, string name = "")
    {
        List<NtfsAttribute>? extents = null;
        foreach (NtfsAttribute extent in _list is null ? Record.Attributes : InList(_list, type, name))
        {
            if (extent.Type != type || extent.Name != name) continue;

            // A resident attribute is whole in itself; non-resident extents belong together.
            if (extent.IsResident)
                yield return new AttributeData(_table.Volume, [extent]);
            else
                (extents ??= []).Add(extent);
        }

        if (extents is not null) yield return new AttributeData(_table.Volume, extents);
    }

    /// <summary>The names of the attributes of a type, the unnamed one left out.</summary>
    public IEnumerable<string> NamesOf(AttributeType type)
    {
        IEnumerable<string> names = _list is null
            ? Record.Attributes.Where(a => a.Type == type).Select(a => a.Name)
            : _list.Where(e => e.Type == type).Select(e => e.Name);
        return names.Where(n => n.Length > 0).Distinct();
    }

    /// <summary>The list may name the extents in any order; their first clusters put them right.</summary>
    private IEnumerable<NtfsAttribute> InList(List<AttributeListEntry> list, AttributeType type, string name) =>
        list.Where(e => e.Type == type && e.Name == name).OrderBy(e => e.FirstVcn).Select(Resolve);

    private NtfsAttribute Resolve(AttributeListEntry entry)
    {
        FileRecord record = entry.Record.Record == Record.Number ? Record : _table.ReadExtension(entry.Record, Record);
        return record.Attributes.FirstOrDefault(a => a.Type == entry.Type && a.Id == entry.Id && a.Name == entry.Name && (a.IsResident || a.FirstVcn == entry.FirstVcn))
            ?? throw Record.Fault(0, $"record {entry.Record} does not hold the attribute {(uint)entry.Type:X} that the attribute list places there");
    }

    private byte[] ReadList(NtfsAttribute list)
    {
        if (list.Size > AttributeListEntry.MaxListSize) throw Record.Fault(list.Offset, $"the attribute list is said to be {list.Size} bytes long");
        return new AttributeData(_table.Volume, [list]).ReadAll(AttributeListEntry.MaxListSize);
    }
}
