using System.Buffers.Binary;
using AzLegacyOs.Disks.FileSystems.Ntfs;
using AzLegacyOs.Disks.FileSystems.Ntfs.Compression;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

public sealed class CompressionTests
{
    /// <summary>The attribute "compressed" in the order of bytes that ntfs-3g wants.</summary>
    private const string CompressedAttribute = "0x00000800";

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(4096)]
    public void FilesCompressedByNtfsEqualTheMountedOnes(int clusterSize)
    {
        ExternalTool setAttribute = ExternalTool.Require("setfattr");
        using var volume = new MountedNtfs(32, "-c", $"{clusterSize}");
        volume.Fill(root =>
        {
            setAttribute.Run("-h", "-n", "system.ntfs_attrib_be", "-v", CompressedAttribute, root).EnsureSuccess();
            var random = new Random(4);
            foreach (int length in new[] { 0, 1, 700, 4095, 4096, 4097, 65535, 65536, 65537, 1_234_567 })
                File.WriteAllBytes(Path.Combine(root, $"words {length}"), VolumeContent.Compressible(random, length));
            File.WriteAllBytes(Path.Combine(root, "noise"), VolumeContent.Bytes(random, 300_000));
            File.WriteAllBytes(Path.Combine(root, "zeros"), new byte[300_000]);
        });

        NtfsFileSystem fileSystem = volume.Open();

        var large = (NtfsEntry)fileSystem.Require("words 1234567");
        Assert.True(large.File.Find(AttributeType.Data)!.Flags.HasFlag(AttributeFlags.Compressed));
        Assert.True(large.Attributes.HasFlag(FileAttributes.Compressed));
        Assert.Equal(volume.Hashes(), fileSystem.Hashes());
        using ByteSource source = large.Open();
        SourceAssert.ExtentsCoverAllData(source);
    }

    [Fact]
    public void DamagedUnitsAreAnErrorOrOtherBytes()
    {
        var random = new Random(5);
        byte[] input = new byte[4096];
        byte[] output = new byte[65536];
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(input);
            BinaryPrimitives.WriteUInt16LittleEndian(input, (ushort)(0xB000 | random.Next(0x1000)));
            if (Lznt1.Decompress(input, random.Next(input.Length), output, output.Length) is not null) refused++;
        }

        Assert.InRange(refused, 1000, 20_000);
    }

    [Theory]
    [InlineData("XPRESS", 4096, WofAlgorithm.Xpress4K)]
    [InlineData("XPRESS", 8192, WofAlgorithm.Xpress8K)]
    [InlineData("XPRESS", 16384, WofAlgorithm.Xpress16K)]
    [InlineData("LZX", 32768, WofAlgorithm.Lzx)]
    public void WofStreamsAreDecompressed(string compression, int chunkSize, object algorithm)
    {
        byte[] plain = [.. VolumeContent.Compressible(new Random(6), 700_001), .. File.ReadAllBytes(typeof(object).Assembly.Location).AsSpan(0, 900_000)];
        byte[] stream = CompressedFile.CompressAsWim(plain, compression, chunkSize);
        Assert.True(stream.Length < plain.Length);

        using var source = new WofSource("file", new MemorySource(stream), (WofAlgorithm)algorithm, plain.Length);

        Assert.Equal(plain, source.ReadBytes(0, plain.Length));
        Assert.Equal(plain[123_456..123_999], source.ReadBytes(123_456, 543));
    }

    [Theory]
    [InlineData("XPRESS", 4096, WofAlgorithm.Xpress4K)]
    [InlineData("LZX", 32768, WofAlgorithm.Lzx)]
    public void DamagedWofStreamIsAnErrorOrOtherBytes(string compression, int chunkSize, object algorithm)
    {
        byte[] stream = CompressedFile.CompressAsWim(VolumeContent.Compressible(new Random(7), 60_000), compression, chunkSize);

        Mutations.Run(stream, [new ByteExtent(0, stream.Length)], 1500, damaged => new WofSource("file", damaged, (WofAlgorithm)algorithm, 60_000).ReadBytes(0, 60_000));
    }

    [Fact]
    public void FileKeptByWofIsReadFromItsStream()
    {
        byte[] plain = VolumeContent.Compressible(new Random(8), 100_000);
        using var volume = new MountedNtfs(16);
        volume.Fill(root => CompressedFile.Write(Path.Combine(root, "ntoskrnl.exe"), plain), "streams_interface=windows");

        var entry = (NtfsEntry)volume.Open().Require("NTOSKRNL.EXE");

        Assert.Equal(ReparseTag.Wof, entry.ReparseTag);
        Assert.Equal(plain.Length, entry.Length);
        Assert.Equal(plain, entry.ReadAll());
    }

    [Fact]
    public void FileOfDeduplicationIsRefusedNotZeros()
    {
        ExternalTool setAttribute = ExternalTool.Require("setfattr");
        using var volume = new MountedNtfs(16);
        volume.Fill(root =>
        {
            foreach ((string name, string reparse) in new[] { ("deduplicated", "1300008008000000" + "0000000000000000"), ("link", "0C0000A010000000" + "00000200020002000100000078007800") })
            {
                string file = Path.Combine(root, name);
                using (FileStream sparse = File.Create(file)) sparse.SetLength(name == "link" ? 0 : 50_000);
                setAttribute.Run("-h", "-n", "system.ntfs_reparse_data", "-v", "0x" + reparse, file).EnsureSuccess();
            }
        });
        NtfsFileSystem fileSystem = volume.Open();

        Assert.Contains("deduplication", Assert.Throws<DiskFormatException>(() => fileSystem.Require("deduplicated").Open()).Message);
        Assert.Contains("symbolic link", Assert.Throws<DiskFormatException>(() => fileSystem.Require("link").Open()).Message);
    }
}
