using System.Buffers.Binary;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>A small volume with one thing changed.</summary>
public sealed class DamagedVolumeTests
{
    private readonly VolumeEditor _volume = SampleVolume.Edit();

    [Fact]
    public void BackupBootSectorIsUsedAndSaid()
    {
        Array.Clear(_volume.Bytes, 0, 512);

        NtfsFileSystem fileSystem = _volume.Open();

        Assert.Contains("its copy in the last sector was used", Assert.Single(fileSystem.Remarks).Text);
        Assert.NotNull(fileSystem.Find("boot.ini"));
        Assert.Equal("NTFS", Volume.Identify(_volume.Source)?.Name);
    }

    [Fact]
    public void WithoutAnyBootSectorTheErrorNamesTheFault()
    {
        _volume.Bytes[13] = 3;
        Array.Clear(_volume.Bytes, _volume.Bytes.Length - 512, 512);

        var problem = Assert.Throws<DiskFormatException>(() => _volume.Open());

        Assert.Contains("sectors per cluster are given as 3", problem.Message);
        Assert.Equal("NTFS", Volume.Identify(_volume.Source)?.Name);
        Assert.NotNull(Volume.Identify(_volume.Source)?.Problem);
    }

    [Fact]
    public void BootSectorNeedsNoEndMark()
    {
        _volume.Bytes[510] = _volume.Bytes[511] = 0;

        Assert.Empty(_volume.Open().Remarks);
    }

    [Fact]
    public void MirrorOfTheMftIsUsedAndSaid()
    {
        _volume.Bytes[_volume.OffsetOf(0)] = 0;

        NtfsFileSystem fileSystem = _volume.Open();

        Assert.Contains("its mirror was used", Assert.Single(fileSystem.Remarks).Text);
        Assert.NotNull(fileSystem.Find("boot.ini"));
    }

    [Fact]
    public void TruncatedVolumeIsSaid()
    {
        byte[] half = _volume.Bytes[..(_volume.Bytes.Length / 2 + 512)];

        Assert.Contains(NtfsFileSystem.TryOpen(new MemorySource(half))!.Remarks, r => r.Text.Contains("only"));
    }

    [Theory]
    [InlineData(0x0001, true)]
    [InlineData(0x0080, false)]
    [InlineData(0xC000, false)]
    [InlineData(0x8001, true)]
    public void OnlyTheDirtyBitIsDirty(int flags, bool isDirty)
    {
        _volume.EditRecord(3, record => BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(ValueOf(record, AttributeType.VolumeInformation) + 10), (ushort)flags));

        Assert.Equal(isDirty, _volume.Open().IsDirty);
    }

    [Theory]
    [InlineData(0xFFFF, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(0, 2, true)]
    public void LogWithAClientIsUnclean(int client, int flags, bool isClean)
    {
        WriteRestartPages(client, flags, client, flags);

        Assert.Equal(isClean, _volume.Open().IsLogClean);
        Assert.Equal(isClean, Volume.Identify(_volume.Source)?.Hint is null);
    }

    [Fact]
    public void NewerRestartPageCounts()
    {
        WriteRestartPages(0xFFFF, 2, 0, 0);

        Assert.False(_volume.Open().IsLogClean);
    }

    [Fact]
    public void BytesBeyondTheInitialisedSizeAreZero()
    {
        const int Initialised = 100_000;
        byte[] before = _volume.Open().ReadAll("WINDOWS/system32/config/SYSTEM");
        EditData("WINDOWS/system32/config/SYSTEM", (record, data) => BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(data + 56), Initialised));

        byte[] after = _volume.Open().ReadAll("WINDOWS/system32/config/SYSTEM");

        Assert.Equal(before.Length, after.Length);
        Assert.Equal(before[..Initialised], after[..Initialised]);
        Assert.Equal(-1, after.AsSpan(Initialised).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void EncryptedFileIsRefused()
    {
        EditData("WINDOWS/system32/config/SYSTEM", (record, data) => record[data + 13] |= 0x40);

        FileEntry file = _volume.Open().Require("WINDOWS/system32/config/SYSTEM");

        Assert.Contains("encrypted by EFS", Assert.Throws<DiskFormatException>(file.Open).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0x31, 0x01, 0xFF, 0xFF, 0xFF, 0 }, "the runs end at cluster 1 of")]
    [InlineData(new byte[] { 0x21, 0x01, 0x00, 0x80, 0 }, "leaves the volume")]
    [InlineData(new byte[] { 0x41, 0x01, 0xFF, 0xFF, 0xFF, 0x7F, 0 }, "leaves the volume")]
    [InlineData(new byte[] { 0x14, 0xFF, 0xFF, 0xFF, 0x7F, 1, 0 }, "a run is 2147483647 clusters long")]
    [InlineData(new byte[] { 0x11, 0xFF, 1, 0 }, "a run is -1 clusters long")]
    [InlineData(new byte[] { 0x11, 0x00, 1, 0 }, "a run is 0 clusters long")]
    [InlineData(new byte[] { 0x10, 1, 0 }, "malformed")]
    [InlineData(new byte[] { 0x19, 1, 0 }, "malformed")]
    [InlineData(new byte[] { 0x11, 1, 1, 0 }, "the runs end at cluster 1 of")]
    public void DamagedRunsAreRefused(byte[] runs, string reason)
    {
        EditData("WINDOWS/system32/config/SYSTEM", (record, data) => runs.CopyTo(record, data + record[data + 32]));

        FileEntry file = _volume.Open().Require("WINDOWS/system32/config/SYSTEM");

        Assert.Contains(reason, Assert.Throws<DiskFormatException>(file.Open).Message);
    }

    [Theory]
    [InlineData(0x80)] // sparse
    [InlineData(0x01)] // compressed
    public void FileLargerThanAnyDiskIsPassedInOneStep(int flag)
    {
        EditData("WINDOWS/system32/config/SYSTEM", (record, data) =>
        {
            record[data + (flag == 1 ? 12 : 13)] |= (byte)flag;
            record[data + 34] = 4;
            const long Clusters = 1L << 52;
            byte[] hole = [7, 0, 0, 0, 0, 0, 0, 0x10];
            hole.CopyTo(record, data + record[data + 32]);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(data + 24), Clusters - 1);
            foreach (int size in new[] { 40, 48, 56 }) BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(data + size), Clusters * _volume.ClusterSize);
        });

        using ByteSource file = _volume.Open().Require("WINDOWS/system32/config/SYSTEM").Open();

        Assert.Equal(1L << 62, file.Length);
        Assert.Empty(file.GetExtents(0, file.Length));
        Assert.Equal(new byte[512], file.ReadBytes(file.Length - 512, 512));
    }

    [Fact]
    public void FileTableWithHolesIsRefused()
    {
        _volume.EditRecord(0, record =>
        {
            // The run loses its place.
            int data = VolumeEditor.AttributeOffset(record, AttributeType.Data);
            record[data + record[data + 32]] &= 0x0F;
        });
        Assert.Contains("$MFT is said to have", Assert.Throws<DiskFormatException>(_volume.Open).Message);
    }

    [Fact]
    public void FileTableLargerThanTheVolumeIsRefused()
    {
        _volume.EditRecord(0, record =>
        {
            // Two runs of 60 clusters that overlap, on a volume of 100.
            int data = VolumeEditor.AttributeOffset(record, AttributeType.Data);
            byte[] runs = [0x11, 60, 1, 0x11, 60, 1];
            Assert.True(record[data + 4] - record[data + 32] >= runs.Length);
            runs.CopyTo(record, data + record[data + 32]);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(data + 24), 119);
        });
        BinaryPrimitives.WriteInt64LittleEndian(_volume.Bytes.AsSpan(40), 100 * _volume.ClusterSize / 512);

        Assert.Contains("$MFT is said to have", Assert.Throws<DiskFormatException>(_volume.Open).Message);
    }

    [Fact]
    public void TornRecordIsUnreadableButNotTheVolume()
    {
        long record = ((NtfsEntry)_volume.Open().Require("boot.ini")).Reference.Record;
        _volume.Bytes[_volume.OffsetOf(record) + 510]++;

        NtfsFileSystem fileSystem = _volume.Open();

        Assert.Contains("torn write", Assert.Throws<DiskFormatException>(() => fileSystem.Find("boot.ini")).Message);
        Assert.NotNull(fileSystem.Find("sparse"));
    }

    private static int ValueOf(byte[] record, AttributeType type)
    {
        int attribute = VolumeEditor.AttributeOffset(record, type);
        return attribute + record[attribute + 20];
    }

    private void EditData(string path, Action<byte[], int> change)
    {
        long number = ((NtfsEntry)_volume.Open().Require(path)).Reference.Record;
        _volume.EditRecord(number, record => change(record, VolumeEditor.AttributeOffset(record, AttributeType.Data)));
    }

    /// <summary>Writes two restart pages, the second one newer.</summary>
    private void WriteRestartPages(int firstClient, int firstFlags, int secondClient, int secondFlags)
    {
        FileRecord log = FileRecord.Parse("volume", 0, 2, _volume.Bytes[_volume.OffsetOf(2)..(_volume.OffsetOf(2) + 1024)]);
        var runs = new List<DataRun>();
        DataRun.Decode(log.Attributes.Single(a => a.Type == AttributeType.Data), NtfsBootSector.Parse(_volume.Bytes, out _)!, runs);
        long cluster = runs[0].Lcn;
        WritePage((int)cluster * _volume.ClusterSize, 100, firstClient, firstFlags);
        WritePage((int)cluster * _volume.ClusterSize + 4096, 200, secondClient, secondFlags);
    }

    private void WritePage(int offset, long lsn, int client, int flags)
    {
        Span<byte> page = _volume.Bytes.AsSpan(offset, 4096);
        page.Clear();
        "RSTR"u8.CopyTo(page);
        BinaryPrimitives.WriteUInt16LittleEndian(page[4..], 30);
        BinaryPrimitives.WriteUInt16LittleEndian(page[6..], 9);
        BinaryPrimitives.WriteUInt32LittleEndian(page[16..], 4096);
        BinaryPrimitives.WriteUInt32LittleEndian(page[20..], 4096);
        BinaryPrimitives.WriteUInt16LittleEndian(page[24..], 48);
        BinaryPrimitives.WriteInt64LittleEndian(page[48..], lsn);
        BinaryPrimitives.WriteUInt16LittleEndian(page[60..], (ushort)client);
        BinaryPrimitives.WriteUInt16LittleEndian(page[62..], (ushort)flags);
    }
}
