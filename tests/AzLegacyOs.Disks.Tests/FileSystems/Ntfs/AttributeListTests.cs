using System.Buffers.Binary;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Files whose attributes do not fit into one record.</summary>
public sealed class AttributeListTests
{
    [Fact]
    public void ManyExtentsLinksAndStreamsAreRead()
    {
        ExternalTool setAttribute = ExternalTool.Require("setfattr");
        using var volume = new MountedNtfs(16, "-c", "512");
        volume.Fill(root =>
        {
            var random = new Random(2);
            File.WriteAllText(Path.Combine(root, "links"), "linked");
            ExternalTool link = ExternalTool.Require("ln");
            for (int i = 0; i < 40; i++) link.Run(Path.Combine(root, "links"), Path.Combine(root, $"another rather long name of the same file {i}")).EnsureSuccess();
            File.WriteAllBytes(Path.Combine(root, "streams"), VolumeContent.Bytes(random, 100_000));
            for (int i = 0; i < 60; i++) setAttribute.Run("-n", $"user.stream{i}", "-v", $"value {i}", Path.Combine(root, "streams")).EnsureSuccess();
            VolumeContent.WriteIntoGaps(root, "extents", 1_000_001, random);
        });

        NtfsFileSystem fileSystem = volume.Open();

        foreach (string name in new[] { "extents", "links", "streams" }) Assert.NotNull(FileOf(fileSystem, name).AttributeList);
        Assert.Equal(volume.Hashes(), fileSystem.Hashes());
        var streams = (NtfsEntry)fileSystem.Require("streams");
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"stream{i}").Order(), streams.StreamNames.Order());
        foreach (int i in new[] { 0, 31, 59 })
        {
            using ByteSource stream = streams.OpenStream($"stream{i}")!;
            Assert.Equal($"value {i}", System.Text.Encoding.ASCII.GetString(stream.ReadBytes(0, (int)stream.Length)));
        }

        Assert.Null(streams.OpenStream("stream60"));
        Assert.True(((NtfsEntry)fileSystem.Require("links")).LinkCount >= 41);
    }

    [Fact]
    public void ExtentsMayBeListedInAnyOrder()
    {
        using var fragmented = new MountedNtfs(16, "-c", "512");
        fragmented.Fill(root => VolumeContent.WriteIntoGaps(root, "extents", 1_000_001, new Random(3)));
        var volume = new VolumeEditor(File.ReadAllBytes(fragmented.Image));
        byte[] before = volume.Open().ReadAll("extents");
        NtfsFile file = FileOf(volume.Open(), "extents");
        Assert.InRange(file.AttributeList!.Count(e => e.Type == AttributeType.Data), 2, 100);

        int list = LocateList(volume, file);
        ReverseEntries(volume.Bytes.AsSpan(list, ListSize(file)));

        Assert.NotEqual(file.AttributeList!, FileOf(volume.Open(), "extents").AttributeList!);
        Assert.Equal(before, volume.Open().ReadAll("extents"));
    }

    [Fact]
    public void FileRecordsAreReachedThroughTheAttributeListOfTheMftItself()
    {
        using var volume = new MountedNtfs(24, "-c", "512");
        volume.Fill(root =>
        {
            VolumeContent.MakeGaps(root, 2_000_000);
            for (int i = 0; i < 1200; i++) File.WriteAllText(Path.Combine(root, $"late {i}"), $"{i}");
        });

        NtfsFileSystem fileSystem = volume.Open();

        Assert.Empty(fileSystem.Remarks);
        IEnumerable<AttributeListEntry>? list = FileOf(fileSystem, "$MFT").AttributeList;
        Assert.InRange(list?.Count(e => e.Type == AttributeType.Data) ?? 0, 2, 1000);
        Assert.Equal("1199", System.Text.Encoding.ASCII.GetString(fileSystem.ReadAll("late 1199")));
        Assert.Equal(volume.Hashes(), fileSystem.Hashes());
    }

    [Fact]
    public void IndexRootIsFoundInAnExtensionRecord()
    {
        VolumeEditor volume = SampleVolume.Edit();
        long directory = ((NtfsEntry)volume.Open().Require("WINDOWS/system32/config")).Reference.Record;
        long file = ((NtfsEntry)volume.Open().Require("WINDOWS/system32/config/a file with a long name 0000.txt")).Reference.Record;
        List<string> before = [.. volume.Open().List(volume.Open().Require("WINDOWS/system32/config")).Select(e => e.Name)];

        MoveAttributes(volume, directory, file, AttributeType.IndexRoot);

        NtfsFileSystem fileSystem = volume.Open();
        Assert.NotNull(FileOf(fileSystem, "WINDOWS/system32/config").AttributeList);
        Assert.Equal(before.Count - 1, fileSystem.List(fileSystem.Require("WINDOWS/system32/config")).Count());
        Assert.NotNull(fileSystem.Find("WINDOWS/system32/config/SYSTEM"));
    }

    [Theory]
    [InlineData(4, 0)] // an entry of no length
    [InlineData(4, 255)] // an entry longer than the list
    [InlineData(16, 200)] // a record that is no extension of this file
    public void DamagedListIsAnError(int offset, byte value)
    {
        VolumeEditor volume = SampleVolume.Edit();
        long directory = ((NtfsEntry)volume.Open().Require("WINDOWS/system32/config")).Reference.Record;
        long file = ((NtfsEntry)volume.Open().Require("WINDOWS/system32/config/a file with a long name 0000.txt")).Reference.Record;
        MoveAttributes(volume, directory, file, AttributeType.IndexRoot);
        volume.EditRecord(directory, record =>
        {
            int list = VolumeEditor.AttributeOffset(record, AttributeType.AttributeList) + 24;
            while (BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(list)) != (uint)AttributeType.IndexRoot) list += record[list + 4];
            record[list + offset] = value;
        });

        NtfsFileSystem fileSystem = volume.Open();

        Assert.Throws<DiskFormatException>(() => fileSystem.Find("WINDOWS/system32/config/SYSTEM"));
    }

    private static NtfsFile FileOf(NtfsFileSystem fileSystem, string path) => ((NtfsEntry)fileSystem.Require(path)).File;

    private static int ListSize(NtfsFile file) => (int)file.Record.Attributes.Single(a => a.Type == AttributeType.AttributeList).Size;

    private static int LocateList(VolumeEditor volume, NtfsFile file)
    {
        NtfsAttribute list = file.Record.Attributes.Single(a => a.Type == AttributeType.AttributeList);
        if (list.IsResident)
        {
            Assert.True(list.ValueOffset / 512 == (list.ValueOffset + list.ValueLength + 2) / 512, "A fix-up lies inside the list.");
            return volume.OffsetOf(file.Record.Number) + list.ValueOffset;
        }

        var runs = new List<DataRun>();
        DataRun.Decode(list, NtfsBootSector.Parse(volume.Bytes, out _)!, runs);
        Assert.Single(runs);
        return (int)runs[0].Lcn * volume.ClusterSize;
    }

    private static void ReverseEntries(Span<byte> list)
    {
        var entries = new List<byte[]>();
        for (int offset = 0; offset < list.Length; offset += BinaryPrimitives.ReadUInt16LittleEndian(list[(offset + 4)..]))
            entries.Add(list.Slice(offset, BinaryPrimitives.ReadUInt16LittleEndian(list[(offset + 4)..])).ToArray());
        entries.Reverse();
        entries.SelectMany(e => e).ToArray().CopyTo(list);
    }

    /// <summary>Turns the record of another file into an extension that holds the attributes of a type, and writes an attribute list.</summary>
    private static void MoveAttributes(VolumeEditor volume, long owner, long extension, AttributeType type)
    {
        byte[] moved = [];
        ushort extensionSequence = 0;
        ulong ownerReference = 0;
        volume.EditRecord(extension, record => extensionSequence = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(16)));
        volume.EditRecord(owner, record =>
        {
            ownerReference = (ulong)owner | (ulong)BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(16)) << 48;
            var kept = new List<byte[]>();
            var lines = new List<byte[]>();
            int start = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(20));
            for (int offset = start; BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(offset)) != uint.MaxValue;)
            {
                byte[] attribute = record[offset..(offset + BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(offset + 4)))];
                bool isMoved = BinaryPrimitives.ReadUInt32LittleEndian(attribute) == (uint)type;
                lines.Add(ListLine(attribute, isMoved ? (ulong)extension | (ulong)extensionSequence << 48 : ownerReference));
                if (isMoved) moved = [.. moved, .. attribute];
                else kept.Add(attribute);
                offset += attribute.Length;
            }

            byte[] list = [.. lines.SelectMany(l => l)];
            byte[] header = new byte[24];
            header[0] = (byte)AttributeType.AttributeList;
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 24 + list.Length);
            header[14] = 0xEE;
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), list.Length);
            header[20] = 24;
            kept.Insert(1, [.. header, .. list]);
            WriteAttributes(record, start, [.. kept.SelectMany(k => k)]);
        });
        volume.EditRecord(extension, record =>
        {
            BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(32), ownerReference);
            WriteAttributes(record, BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(20)), moved);
        });
    }

    /// <summary>A line of the list; its length is a multiple of 8, and the name follows right behind the fixed 26 bytes.</summary>
    private static byte[] ListLine(byte[] attribute, ulong record)
    {
        int nameLength = attribute[9] * 2;
        byte[] line = new byte[26 + nameLength + 7 & ~7];
        attribute.AsSpan(0, 4).CopyTo(line);
        BinaryPrimitives.WriteUInt16LittleEndian(line.AsSpan(4), (ushort)line.Length);
        line[6] = attribute[9];
        line[7] = 26;
        BinaryPrimitives.WriteUInt64LittleEndian(line.AsSpan(16), record);
        attribute.AsSpan(14, 2).CopyTo(line.AsSpan(24));
        attribute.AsSpan(attribute[10], nameLength).CopyTo(line.AsSpan(26));
        return line;
    }

    private static void WriteAttributes(byte[] record, int start, byte[] attributes)
    {
        attributes.CopyTo(record, start);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(start + attributes.Length), uint.MaxValue);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(24), start + attributes.Length + 8);
    }
}
