using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.FileSystems.Fat;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Fat;

public sealed class FatFileSystemTests
{
    private const string LongestHive = "WINNT/system32/config/hive of 70001 bytes";

    [Theory]
    [InlineData(1440, "FAT12", 12, 1)]
    [InlineData(16 << 10, "FAT16", 16, 1)]
    [InlineData(65 << 10, "FAT32", 32, 1)]
    [InlineData(300 << 10, "FAT16", 16, 64)]
    public void EveryFileEqualsTheCopiedOne(int kilobytes, string kind, int bits, int sectorsPerCluster)
    {
        using var volume = new FatVolume(kilobytes, "-F", $"{bits}", "-s", $"{sectorsPerCluster}", "-n", "SYSTEM DISK");

        FatFileSystem fileSystem = volume.Open();

        Assert.Equal((kind, "SYSTEM DISK", false, sectorsPerCluster * 512), (fileSystem.Kind, fileSystem.Label, fileSystem.IsDirty, fileSystem.ClusterSize));
        Assert.Empty(fileSystem.Remarks);
        Assert.Equal(Reading.HashesOf(volume.Tree), fileSystem.Hashes());
        Assert.Equal("BOOT.INI", fileSystem.Find("\\boot.ini")?.Name);
        Assert.Equal("A long näme with Ünicode.text", fileSystem.Find("ALONGN~1.TEX")?.Name);
        Assert.Null(fileSystem.Find("winnt/system32/config/missing"));
        Assert.Equal(kind, Volume.Identify(new MemorySource(File.ReadAllBytes(volume.Image)))?.Name);
    }

    [Theory]
    [InlineData("disks/orc-fat12.vhd", 14336, "FAT12")]
    [InlineData("disks/orc-fat16.vhd", 403456, "FAT16")]
    public void RealVolumesEqualWhatMtoolsCopies(string name, int sectors, string kind)
    {
        ExternalTool copy = ExternalTool.Require("mcopy");
        using var folder = new TemporaryFolder();
        byte[] bytes = Corpus.ReadAllBytes(name)[(128 * 512)..((128 + sectors) * 512)];
        File.WriteAllBytes(folder.Combine("image"), bytes);
        Directory.CreateDirectory(folder.Combine("tree"));
        copy.Run("-i", folder.Combine("image"), "-s", "-n", "::*", folder.Combine("tree")).EnsureSuccess();

        FatFileSystem fileSystem = FatFileSystem.TryOpen(new MemorySource(bytes))!;

        Assert.Equal(kind, fileSystem.Kind);
        SortedDictionary<string, string> hashes = fileSystem.Hashes();
        Assert.NotEmpty(hashes);
        Assert.Equal(Reading.HashesOf(folder.Combine("tree")), hashes);
    }

    [Theory]
    [InlineData(16, 0x7F, true, 0)] // "clean" cleared
    [InlineData(16, 0xBF, false, 1)] // "no errors" cleared
    [InlineData(32, 0xF7, true, 0)]
    [InlineData(32, 0xFB, false, 1)]
    public void StateIsInTheSecondEntryOfTheTable(int bits, byte mask, bool isDirty, int remarks)
    {
        using var volume = new FatVolume(bits == 32 ? 65 << 10 : 16 << 10, "-F", $"{bits}", "-s", "1");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        bytes[TableOf(bytes) + bits / 8 * 2 - 1] &= mask;

        FatFileSystem fileSystem = FatFileSystem.TryOpen(new MemorySource(bytes))!;

        Assert.Equal((isDirty, remarks), (fileSystem.IsDirty, fileSystem.Remarks.Count));
    }

    [Theory]
    [InlineData(0, "leads to a free cluster")]
    [InlineData(0xFFF0, "which does not exist")]
    [InlineData(0xFFFF, "the chain of clusters ends after")]
    [InlineData(-1, "comes back to cluster")]
    public void BrokenChainIsRefused(int next, string reason)
    {
        using var volume = new FatVolume(16 << 10, "-F", "16", "-s", "1");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        FatFileSystem healthy = FatFileSystem.TryOpen(new MemorySource(bytes))!;
        int first = (int)((FatEntry)healthy.Require(LongestHive)).Record!.FirstCluster;
        int value = next < 0 ? first : next;
        int entry = TableOf(bytes) + (first + 5) * 2;
        bytes[entry] = (byte)value;
        bytes[entry + 1] = (byte)(value >> 8);

        FileEntry file = FatFileSystem.TryOpen(new MemorySource(bytes))!.Require(LongestHive);

        Assert.Contains(reason, Assert.Throws<DiskFormatException>(file.Open).Message);
    }

    [Fact]
    public void ChainThatLeadsBackIsFollowed()
    {
        using var volume = new FatVolume(16 << 10, "-F", "16", "-s", "1");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        var healthy = (FatEntry)FatFileSystem.TryOpen(new MemorySource(bytes))!.Require(LongestHive);
        byte[] expected = healthy.ReadAll();
        expected = [.. expected[..512], .. expected[1024..1536], .. expected[512..1024], .. expected[1536..]];
        int first = (int)healthy.Record!.FirstCluster;
        Link(first, first + 2);
        Link(first + 2, first + 1);
        Link(first + 1, first + 3);

        Assert.Equal(expected, FatFileSystem.TryOpen(new MemorySource(bytes))!.Require(LongestHive).ReadAll());

        void Link(int cluster, int next) => (bytes[TableOf(bytes) + cluster * 2], bytes[TableOf(bytes) + cluster * 2 + 1]) = ((byte)next, (byte)(next >> 8));
    }

    [Fact]
    public void DirectoryWithoutClustersIsNotTakenForTheRoot()
    {
        using var volume = new FatVolume(16 << 10, "-F", "16", "-s", "1");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        int entry = bytes.AsSpan().IndexOf("WINNT      "u8);
        (bytes[entry + 26], bytes[entry + 27]) = (0, 0);
        FatFileSystem fileSystem = FatFileSystem.TryOpen(new MemorySource(bytes))!;
        Assert.NotEmpty(fileSystem.List(fileSystem.Root));

        DiskFormatException problem = Assert.Throws<DiskFormatException>(() => fileSystem.Find("WINNT/BOOT.INI"));

        Assert.Contains("leads to a free cluster", problem.Message);
    }

    [Fact]
    public void LongNameWithAWrongChecksumGivesWayToTheShortOne()
    {
        using var volume = new FatVolume(1440, "-F", "12");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        int shortEntry = bytes.AsSpan().IndexOf("ALONGN~1TEX"u8);
        bytes[shortEntry - 32 + 13]++;

        FatFileSystem fileSystem = FatFileSystem.TryOpen(new MemorySource(bytes))!;

        Assert.Contains("ALONGN~1.TEX", fileSystem.List(fileSystem.Root).Select(e => e.Name));
    }

    [Fact]
    public void EscapedFirstCharacterIsRestored()
    {
        using var volume = new FatVolume(1440, "-F", "12");
        byte[] bytes = File.ReadAllBytes(volume.Image);
        bytes[bytes.AsSpan().IndexOf("BOOT    INI"u8)] = 0x05;

        FatFileSystem fileSystem = FatFileSystem.TryOpen(new MemorySource(bytes))!;

        Assert.Contains("σOOT.INI", fileSystem.List(fileSystem.Root).Select(e => e.Name));
    }

    [Fact]
    public void DamagedMetadataIsAnErrorAtMost()
    {
        using var volume = new FatVolume(1440, "-F", "12");
        byte[] bytes = File.ReadAllBytes(volume.Image);

        Mutations.Run(bytes, [new ByteExtent(0, 64), new ByteExtent(512, 19 * 512), new ByteExtent(33 * 512, 20 * 512)], 3000, ReadEverything);
        Mutations.Truncate(bytes, new ByteExtent(0, bytes.Length), 4 * 512, ReadEverything);
    }

    private static int TableOf(byte[] volume) => (volume[14] | volume[15] << 8) * 512;

    private static void ReadEverything(ByteSource source)
    {
        _ = Volume.Identify(source);
        if (Volume.TryOpen(source) is not { } fileSystem) return;
        var pending = new Stack<(FileEntry Entry, int Depth)>([(fileSystem.Root, 0)]);
        int budget = 2000;
        while (pending.TryPop(out (FileEntry Entry, int Depth) directory))
        {
            try
            {
                foreach (FileEntry entry in fileSystem.List(directory.Entry))
                {
                    if (--budget < 0) return;
                    if (entry.IsDirectory && directory.Depth < 4) pending.Push((entry, directory.Depth + 1));
                    else if (!entry.IsDirectory && entry.Length < 1 << 20) ReadFile(entry);
                }
            }
            catch (DiskFormatException)
            {
            }
        }
    }

    private static void ReadFile(FileEntry entry)
    {
        try
        {
            _ = entry.ReadAll();
        }
        catch (DiskFormatException)
        {
        }
    }
}
