using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>The $MFT of a real Windows XP system disk without the clusters behind it.</summary>
public sealed class MftOfWindowsXpTests
{
    private const int RecordCount = 20_528;

    /// <summary>The copy holds only zeros from here on.</summary>
    private const int CopiedCount = 20_516;

    /// <summary>Windows keeps these records back and has never written them.</summary>
    private static readonly int[] Reserved = [16, 17, 18, 19, 20, 21, 22, 23];

    [Fact]
    public void EveryRecordIsRead()
    {
        MasterFileTable table = Open();
        Assert.Equal(RecordCount, table.Count);
        int inUse = 0;
        int compressed = 0;
        int lists = 0;
        var problems = new List<string>();
        foreach (int number in Numbers)
        {
            try
            {
                FileRecord record = table.Read(number);
                if (!record.IsInUse) continue;
                inUse++;
                compressed += record.Attributes.Count(a => a.Type == AttributeType.Data && a.Flags.HasFlag(AttributeFlags.Compressed));
                foreach (NtfsAttribute attribute in record.Attributes.Where(a => !a.IsResident)) DataRun.Decode(attribute, table.Volume.Boot, []);
                foreach (NtfsAttribute list in record.Attributes.Where(a => a.Type == AttributeType.AttributeList && a.IsResident))
                {
                    lists++;
                    Assert.All(AttributeListEntry.ParseAll(record, list.Value), e => Assert.InRange(e.Record.Record, 0, RecordCount - 1));
                }

                foreach (NtfsAttribute root in record.Attributes.Where(a => a.Type == AttributeType.IndexRoot && a.Name == "$I30"))
                    Assert.Null(IndexNode.Parse(root.Value, 16, []));
            }
            catch (DiskFormatException problem)
            {
                problems.Add(problem.Message);
            }
        }

        Assert.Empty(problems);
        Assert.Equal((17_455, 4612, 20), (inUse, compressed, lists));
    }

    [Fact]
    public void ResidentFileIsRead()
    {
        NtfsFile bootIni = Files(Open(), "boot.ini").First(f => f.Find(AttributeType.FileName)!.IsResident);

        string text = Encoding.ASCII.GetString(bootIni.Find(AttributeType.Data)!.ReadAll(4096));

        Assert.StartsWith("[boot loader]", text);
        Assert.Contains("multi(0)disk(0)rdisk(0)partition(1)\\WINDOWS", text);
    }

    [Fact]
    public void SystemHiveIsInNineRuns()
    {
        MasterFileTable table = Open();

        IEnumerable<int> runs = Files(table, "system")
            .Select(f => f.Record.Attributes.Where(a => a.Type == AttributeType.Data && !a.IsResident))
            .Select(extents => RunMap.Create("system", table.Volume.Boot, extents).Runs.Count);

        Assert.Contains(9, runs);
    }

    private static IEnumerable<int> Numbers => Enumerable.Range(0, CopiedCount).Except(Reserved);

    private static IEnumerable<NtfsFile> Files(MasterFileTable table, string name)
    {
        foreach (int number in Numbers)
        {
            FileRecord record = table.Read(number);
            if (!record.IsInUse || record.Base.Record != 0) continue;
            if (record.Attributes.Where(a => a.Type == AttributeType.FileName).Any(a => FileNameKey.Parse(a.Value, 0, a.ValueLength)!.Name == name))
                yield return new NtfsFile(table, record);
        }
    }

    private static MasterFileTable Open()
    {
        var records = new MemorySource(Corpus.ReadAllBytes("volumes/xp-sp3-system-disk.mft"), "xp-sp3-system-disk.mft");
        NtfsBootSector boot = NtfsBootSector.Parse(BootSectorOfLargeDisk(), out string? fault)!;
        Assert.Null(fault);
        return MasterFileTable.OfCopy(new NtfsVolume(records, records, boot), records);
    }

    private static byte[] BootSectorOfLargeDisk()
    {
        byte[] sector = new byte[512];
        "NTFS    "u8.CopyTo(sector.AsSpan(3));
        BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(11), 512);
        sector[13] = 8;
        BinaryPrimitives.WriteInt64LittleEndian(sector.AsSpan(40), 1L << 28);
        sector[64] = 0xF6;
        sector[68] = 1;
        return sector;
    }
}
