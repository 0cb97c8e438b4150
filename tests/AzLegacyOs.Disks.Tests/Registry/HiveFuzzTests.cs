using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Thousands of damaged hives and logs, the same on every run: nothing but the one exception may come out, and every walk ends.</summary>
public class HiveFuzzTests
{
    /// <summary>A hive with every kind of structure.</summary>
    private static readonly HiveBuilder Builder = MakeBuilder();
    private static readonly byte[] Hive = Builder.Build();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Flipped_bytes(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++)
        {
            byte[] bytes = Mutate(Hive, random, 4096);
            ReadAll(bytes);
        }
    }

    [Fact]
    public void Numbers_replaced_by_extremes()
    {
        uint[] extremes = [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF8, 0x20, 0x1000];
        for (int offset = 4096; offset < 4096 + 4096; offset += 4)
        {
            foreach (uint extreme in extremes)
            {
                byte[] bytes = [.. Hive];
                HiveBuilder.Put(bytes, offset, extreme);
                ReadAll(bytes);
            }
        }
    }

    [Fact]
    public void Cells_referring_to_each_other_at_random()
    {
        var random = new Random(5);
        uint[] targets = [.. Offsets(Builder.Root)];
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. Hive];
            for (int n = random.Next(1, 20); n > 0; n--)
            {
                int from = 4096 + (int)targets[random.Next(targets.Length)] + 4 + 4 * random.Next(0, 20);
                HiveBuilder.Put(bytes, from, targets[random.Next(targets.Length)]);
            }

            ReadAll(bytes);
        }
    }

    [Fact]
    public void Truncated_at_every_sector()
    {
        for (int length = 0; length < Hive.Length; length += 512)
        {
            ReadAll(Hive[..length]);
            ReadAll(Hive[..(length + 1)]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damaged_logs(bool entries)
    {
        var random = new Random(6);
        var dirty = MakeBuilder();
        byte[] before = dirty.Build();
        HiveBuilder.Put(before, 4, 8);
        HiveBuilder.Seal(before);
        byte[] after = [.. before];
        after[5000] ^= 1;
        byte[] log = entries
            ? LogBuilder.Entries(dirty, 9, ((uint)before.Length - 4096, 512, after[4608..5120]), ((uint)before.Length - 4096, 0, after[4096..8192]))
            : LogBuilder.Sectors(dirty, before, after);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = Mutate(log, random, i % 2 == 0 ? 512 : 0);
            if (i % 3 == 0) HiveBuilder.Seal(bytes);
            ReadAll(before, bytes[..random.Next(1, bytes.Length + 1)], bytes);
        }
    }

    [Fact]
    public void Flipped_bytes_in_the_base_block()
    {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = [.. Hive];
            bytes[random.Next(0, 512)] = (byte)random.Next(256);
            if (i % 2 == 0) HiveBuilder.Seal(bytes);
            ReadAll(bytes);
        }
    }

    private static HiveBuilder MakeBuilder()
    {
        var builder = new HiveBuilder();
        foreach (string list in new[] { "ri", "li", "lf", "lh" })
        {
            KeyModel key = builder.Root.Add(new KeyModel(list) { List = list, ClassName = "class" });
            for (int i = 0; i < 5; i++) key.Add(new KeyModel("k" + i) { Latin1 = i != 3 }).Add("leaf").Set("", RegistryValueType.DWord, [1, 0, 0, 0]);
            key.Set("text", RegistryValueType.String, "some text");
        }

        builder.Root.Set("large", RegistryValueType.Binary, new byte[20_000]);
        builder.Root.Set("list", RegistryValueType.MultiString, "a\0b\0\0");
        return builder;
    }

    private static byte[] Mutate(byte[] original, Random random, int start)
    {
        byte[] bytes = [.. original];
        for (int n = random.Next(1, 12); n > 0; n--)
        {
            // Most of the structures are near the start.
            int range = random.Next(4) == 0 ? bytes.Length - start : Math.Min(bytes.Length - start, 6000);
            bytes[start + random.Next(range)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static IEnumerable<uint> Offsets(KeyModel key)
        => ((uint[])[key.Offset, key.ListOffset, key.ValueListOffset, .. key.Values.SelectMany(value => (uint[])[value.Offset, value.DataOffset])])
            .Where(offset => offset is > 0 and < 0x100000).Concat(key.Keys.SelectMany(Offsets));

    private static void ReadAll(byte[] bytes, params byte[][] logs)
    {
        try
        {
            using RegistryHive hive = RegistryHive.Open(new BytesInMemory(bytes), [.. logs.Select((log, i) => new BytesInMemory(log, "LOG" + i))]);
            int steps = 0;
            Walk(hive.Root, ref steps);
            Assert.InRange(steps, 1, 20_000);
            Assert.InRange(hive.Problems.Count, 0, 1000);
        }
        catch (DiskFormatException problem)
        {
            Assert.NotEmpty(problem.Reason);
        }
    }

    private static void Walk(RegistryKey key, ref int steps)
    {
        steps++;
        _ = (key.Name, key.Path, key.ClassName, key.LastWritten);
        foreach (RegistryValue value in key.Values)
        {
            steps++;
            Try(() => value.GetData());
            Try(() => value.AsString());
            Try(() => value.AsStrings());
            Try(() => value.AsUInt64());
        }

        Try(() => key.OpenSubKey("k4"));
        Try(() => key.GetValue("text"));
        foreach (RegistryKey subKey in key.SubKeys) Walk(subKey, ref steps);
    }

    private static void Try(Func<object?> read)
    {
        try
        {
            _ = read();
        }
        catch (DiskFormatException problem)
        {
            Assert.NotEmpty(problem.Reason);
        }
    }
}
