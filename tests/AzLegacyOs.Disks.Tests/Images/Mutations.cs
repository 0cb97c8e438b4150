namespace AzLegacyOs.Disks.Tests.Images;

/// <summary>Damages bytes in reproducible ways and tries a reader on each result.</summary>
/// <remarks>For a longer run set AZLEGACYOS_MUTATIONS to a factor: 100 makes a hundred times as many damaged copies.</remarks>
internal static class Mutations
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("AZLEGACYOS_MUTATIONS"), out int factor) ? factor : 1;

    /// <summary>Runs a reader on many damaged copies; only <see cref="IOException"/> (which <see cref="DiskFormatException"/> is) may come out.</summary>
    /// <param name="original">The healthy bytes.</param>
    /// <param name="metadata">Where damage goes: the parts that hold structures.</param>
    /// <param name="count">Number of damaged copies.</param>
    /// <param name="read">Reads everything that the reader offers.</param>
    public static void Run(byte[] original, IReadOnlyList<ByteExtent> metadata, int count, Action<ByteSource> read)
    {
        var random = new Random(20030424);
        byte[] damaged = (byte[])original.Clone();
        for (int i = 0; i < count * Factor; i++)
        {
            List<long> touched = [];
            int changes = random.Next(1, 5);
            for (int change = 0; change < changes; change++) Damage(damaged, metadata[random.Next(metadata.Count)], random, touched);
            int length = random.Next(8) == 0 ? random.Next(original.Length) : original.Length;
            Try(length == original.Length ? damaged : damaged[..length], i, read);
            foreach (long offset in touched) damaged[offset] = original[offset];
        }
    }

    /// <summary>Runs a reader on copies cut off at each multiple of a step inside a range.</summary>
    public static void Truncate(byte[] original, ByteExtent range, int step, Action<ByteSource> read)
    {
        for (long length = range.Offset; length < range.End; length += step) Try(original[..(int)length], (int)length, read);
    }

    private static void Damage(byte[] bytes, ByteExtent range, Random random, List<long> touched)
    {
        long offset = range.Offset + random.NextInt64(range.Length);
        int width = 1 << random.Next(4);
        int kind = random.Next(5);
        for (int i = 0; i < width && offset + i < range.End; i++)
        {
            touched.Add(offset + i);
            bytes[offset + i] = kind switch
            {
                0 => 0x00,
                1 => 0xFF,
                2 => (byte)(bytes[offset + i] ^ (1 << random.Next(8))),
                3 => (byte)(i == 0 ? 0x80 : 0),
                _ => (byte)random.Next(256),
            };
        }
    }

    private static void Try(byte[] bytes, int number, Action<ByteSource> read)
    {
        try
        {
            read(new MemorySource(bytes));
        }
        catch (IOException)
        {
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Damaged copy {number}: {e}");
        }
    }
}
