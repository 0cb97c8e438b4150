namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>What test volumes are filled with.</summary>
internal static class VolumeContent
{
    private static readonly string[] Words = ["system", "config", "driver", "services", "\r\n", "0000", "windows"];

    /// <summary>A tree with all kinds of data: resident, one run, many runs, sparse, compressed, with a tail that was never written.</summary>
    public static void WriteTree(string root)
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
    public static byte[] Compressible(Random random, int length)
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

    public static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Two files that grow in turn end up in many runs.</summary>
    public static void WriteInterleaved(string first, string second, Random random, int pieces = 40)
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

    /// <summary>Writes a file into the gaps of a full volume, so that it ends up in very many runs.</summary>
    public static void WriteIntoGaps(string root, string name, int length, Random random)
    {
        MakeGaps(root, length);
        File.WriteAllBytes(Path.Combine(root, name), Bytes(random, length));
    }

    /// <summary>Fills a volume, then empties every other of many small files; their file records stay in use.</summary>
    public static void MakeGaps(string root, int length)
    {
        const int GapSize = 1024;
        string[] fillers = [.. Enumerable.Range(0, 3 * length / GapSize).Select(i => Path.Combine(root, $"filler {i}"))];
        foreach (string filler in fillers) File.WriteAllBytes(filler, new byte[GapSize]);
        try
        {
            using var rest = new FileStream(Path.Combine(root, "rest"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            byte[] zeros = new byte[GapSize];
            while (true) rest.Write(zeros);
        }
        catch (IOException)
        {
            // The volume is full.
        }

        for (int i = 0; i < fillers.Length; i += 2) File.WriteAllBytes(fillers[i], []);
    }
}
