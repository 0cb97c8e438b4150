using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Volumes made by mkfs.ntfs and filled through ntfs-3g: our reader sees the same files with the same content.</summary>
public sealed class VolumesOfMkfsTests
{
    private static readonly string[] Words = ["system", "config", "driver", "services", "\r\n", "0000", "windows"];

    [Theory]
    [InlineData(512, 512)]
    [InlineData(512, 1024)]
    [InlineData(512, 2048)]
    [InlineData(512, 4096)]
    [InlineData(512, 8192)]
    [InlineData(512, 65536)]
    [InlineData(512, 131072)]
    [InlineData(512, 262144)]
    [InlineData(4096, 4096)]
    [InlineData(4096, 65536)]
    public void EveryFileEqualsTheMountedOne(int sectorSize, int clusterSize)
    {
        using var volume = new MountedNtfs(64, "-s", $"{sectorSize}", "-c", $"{clusterSize}", "-L", "Daten äöü");
        volume.Fill(FillTree);

        NtfsFileSystem fileSystem = volume.Open();

        Assert.Equal(("NTFS", clusterSize, "Daten äöü", false, true), (fileSystem.Kind, fileSystem.ClusterSize, fileSystem.Label, fileSystem.IsDirty, fileSystem.IsLogClean));
        Assert.Equal(new Version(3, 1), fileSystem.Version);
        Assert.Empty(fileSystem.Remarks);
        Assert.Equal(volume.Hashes(), fileSystem.Hashes());
    }

    /// <summary>A tree with all kinds of data: resident, one run, many runs, sparse, compressed, with a tail that was never written.</summary>
    internal static void FillTree(string root)
    {
        var random = new Random(1);
        string config = Directory.CreateDirectory(Path.Combine(root, "WINDOWS", "system32", "config")).FullName;
        File.WriteAllText(Path.Combine(root, "boot.ini"), "[boot loader]\r\ntimeout=30\r\n");
        File.WriteAllBytes(Path.Combine(root, "empty"), []);
        File.WriteAllBytes(Path.Combine(config, "SYSTEM"), Bytes(random, 300_001));
        WriteInterleaved(Path.Combine(config, "SOFTWARE"), Path.Combine(config, "SAM"), random);

        using (FileStream sparse = File.Create(Path.Combine(root, "sparse")))
        {
            foreach (long offset in new[] { 0L, 1_000_000, 3_333_333 })
            {
                sparse.Position = offset;
                sparse.Write(Bytes(random, 70_000));
            }

            sparse.SetLength(5_000_000);
        }

        for (int i = 0; i < 300; i++) File.WriteAllText(Path.Combine(config, $"a file with a long name {i * 7919 % 1000:D4}.txt"), $"{i}");
    }

    /// <summary>Words repeat, noise does not: some compression units shrink, others do not.</summary>
    internal static byte[] Compressible(Random random, int length)
    {
        using var bytes = new MemoryStream();
        while (bytes.Length < length)
        {
            if (random.Next(2000) == 0) bytes.Write(Bytes(random, 40_000));
            else if (random.Next(2000) == 0) bytes.Write(new byte[100_000]);
            else bytes.Write(System.Text.Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]));
        }

        return bytes.ToArray()[..length];
    }

    internal static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Two files that grow in turn end up in many runs.</summary>
    internal static void WriteInterleaved(string first, string second, Random random, int pieces = 40)
    {
        for (int i = 0; i < pieces; i++)
        {
            foreach (string path in new[] { first, second })
            {
                using var file = new FileStream(path, FileMode.Append);
                file.Write(Bytes(random, 9_000));
                file.Flush(flushToDisk: true);
            }
        }
    }
}
