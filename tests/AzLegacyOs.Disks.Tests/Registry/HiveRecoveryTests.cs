using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Which logs are applied, in what order, and what is said about it.</summary>
public class HiveRecoveryTests
{
    private const int Page = 4096;

    /// <summary>A dirty hive whose value Number is 1; logs set it to other numbers.</summary>
    private readonly HiveBuilder _dirty = new() { Primary = 8, Secondary = 7 };

    public HiveRecoveryTests() => Fill(_dirty, 1);

    [Fact]
    public void A_clean_hive_does_not_look_at_its_logs()
    {
        var clean = new HiveBuilder();
        Fill(clean, 1);

        using RegistryHive hive = Open(clean.Build(), Log("LOG1", 8, 2));

        Assert.Equal(RegistryHiveState.Clean, hive.State);
        Assert.Equal(1u, Number(hive));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Entries_are_applied_in_the_order_of_their_numbers_whatever_the_names(bool swapped)
    {
        ByteSource earlier = Log(swapped ? "LOG2" : "LOG1", 20, 2, 3);
        ByteSource later = Log(swapped ? "LOG1" : "LOG2", 22, 4, 5, 6);

        using RegistryHive hive = Open(_dirty.Build(), later, earlier);

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal([20u, 21, 22, 23, 24], hive.AppliedEntries);
        Assert.Equal(6u, Number(hive));
        Assert.Contains("Entries 20 to 21 of", hive.StateNote);
        Assert.Contains("Entries 22 to 24 of", hive.StateNote);
    }

    [Fact]
    public void The_other_log_is_used_only_where_it_begins_with_the_next_number()
    {
        using RegistryHive hive = Open(_dirty.Build(), Log("LOG1", 20, 2), Log("LOG2", 22, 3));

        Assert.Equal([20u], hive.AppliedEntries);
        Assert.Equal(2u, Number(hive));
        Assert.Contains("LOG2 was not used: it begins with entry 22, where 21 should follow.", hive.StateNote);
    }

    [Fact]
    public void Two_logs_older_than_the_hive_leave_nothing_to_do()
    {
        using RegistryHive hive = Open(_dirty.Build(), Log("LOG1", 3, 2), Log("LOG2", 5, 3));

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Empty(hive.AppliedEntries);
        Assert.Equal(1u, Number(hive));
        Assert.Contains("the hive already holds everything before 7", hive.StateNote);
        Assert.Contains("Nothing was applied", hive.StateNote);
    }

    [Fact]
    public void An_older_log_does_not_keep_the_newer_one_from_being_used()
    {
        using RegistryHive hive = Open(_dirty.Build(), Log("LOG1", 7, 2), Log("LOG2", 5, 3));

        Assert.Equal([7u], hive.AppliedEntries);
        Assert.Equal(2u, Number(hive));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(60)]
    [InlineData(36)]
    public void Nothing_is_applied_from_the_first_damaged_entry_on(int damage)
    {
        byte[] log = LogBytes(20, 2, 3, 4);
        int entry = (log.Length - 512) / 3;
        log[512 + entry + damage] ^= 1;

        using RegistryHive hive = Open(_dirty.Build(), new BytesInMemory(log, "LOG1"), Log("LOG2", 21, 9));

        Assert.Equal([20u, 21], hive.AppliedEntries);
        Assert.Equal(9u, Number(hive));
        Assert.Contains($"At offset {512 + entry} the log is damaged", hive.StateNote);
    }

    [Fact]
    public void A_log_is_not_applied_without_the_damaged_one_before_it()
    {
        byte[] log = LogBytes(20, 2, 3);
        log[512 + 60] ^= 1;

        using RegistryHive hive = Open(_dirty.Build(), new BytesInMemory(log, "LOG1"), Log("LOG2", 22, 9));

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Empty(hive.AppliedEntries);
        Assert.Equal(1u, Number(hive));
        Assert.Contains("LOG2 was not used: it begins with entry 22, where 20 should follow.", hive.StateNote);
    }

    [Fact]
    public void An_entry_out_of_sequence_is_a_remnant()
    {
        using RegistryHive hive = Open(_dirty.Build(), new BytesInMemory([.. LogBytes(20, 2), .. LogBytes(15, 9).AsSpan(512)], "LOG1"));

        Assert.Equal([20u], hive.AppliedEntries);
        Assert.Equal(2u, Number(hive));
    }

    [Fact]
    public void Entries_can_make_the_hive_longer()
    {
        byte[] before = _dirty.Build();
        var grown = new HiveBuilder();
        Fill(grown, 5);
        grown.Root.Add("New").Set("Data", RegistryValueType.Binary, new byte[3 * Page]);
        byte[] after = grown.Build();
        byte[] log = LogBuilder.Entries(_dirty, 9, ((uint)after.Length - Page, 0, after[Page..]));

        using RegistryHive hive = Open(before, new BytesInMemory(log, "LOG1"));

        Assert.True(after.Length > before.Length);
        Assert.Equal(after.Length - Page, hive.Bins.Size);
        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal(new byte[3 * Page], hive.Root.OpenSubKey("New")!.GetValue("Data")!.GetData());
    }

    [Fact]
    public void A_base_block_with_a_wrong_checksum_is_taken_from_the_newest_log()
    {
        byte[] broken = _dirty.Build();
        broken.AsSpan(0, 512).Clear();

        using RegistryHive hive = Open(broken, Log("LOG1", 20, 2), Log("LOG2", 21, 3));

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal([21u], hive.AppliedEntries);
        Assert.Equal(3u, Number(hive));
        Assert.Contains("replaced by its copy in LOG2", hive.StateNote);
    }

    [Fact]
    public void A_base_block_with_a_wrong_checksum_is_used_as_it_is_where_no_log_helps()
    {
        byte[] broken = _dirty.Build();
        broken[12] ^= 1;
        HiveBuilder.Put(broken, 36, 0x5000);
        HiveBuilder.Put(broken, 40, 1);

        using RegistryHive hive = Open(broken, new BytesInMemory([], "LOG1"));

        Assert.Equal(RegistryHiveState.Damaged, hive.State);
        Assert.Equal(1u, Number(hive));
        Assert.Contains("LOG1 is empty", hive.StateNote);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    public void Dirty_sectors_are_applied_from_a_log_of_the_same_date(uint fileType)
    {
        using RegistryHive hive = Open(_dirty.Build(), SectorLog("LOG", 42, fileType));

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal(42u, Number(hive));
        Assert.Contains("LOG was applied: 1 sectors", hive.StateNote);
    }

    [Fact]
    public void Of_two_logs_of_dirty_sectors_the_newer_counts()
    {
        using RegistryHive hive = Open(_dirty.Build(), SectorLog("LOG1", 42, sequence: 6), SectorLog("LOG2", 43, sequence: 7));

        Assert.Equal(43u, Number(hive));
    }

    [Fact]
    public void Dirty_sectors_can_make_the_hive_longer()
    {
        var grown = new HiveBuilder();
        Fill(grown, 5);
        grown.Root.Add("New").Set("Data", RegistryValueType.Binary, new byte[3 * Page]);
        byte[] before = _dirty.Build();

        using RegistryHive hive = Open(before, new BytesInMemory(LogBuilder.Sectors(_dirty, before, grown.Build()), "LOG"));

        Assert.Equal(RegistryHiveState.Replayed, hive.State);
        Assert.Equal(new byte[3 * Page], hive.Root.OpenSubKey("New")!.GetValue("Data")!.GetData());
    }

    [Fact]
    public void Dirty_sectors_of_another_date_are_not_applied()
    {
        var other = new HiveBuilder { LastWritten = 0x01D7000000000001 };
        Fill(other, 42);
        byte[] log = LogBuilder.Sectors(other, _dirty.Build(), other.Build());

        using RegistryHive hive = Open(_dirty.Build(), new BytesInMemory(log, "LOG"));

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Equal(1u, Number(hive));
        Assert.Contains("the dates differ", hive.StateNote);
    }

    [Fact]
    public void A_log_of_dirty_sectors_that_is_cut_off_is_not_applied()
    {
        byte[] before = _dirty.Build();
        var after = new HiveBuilder();
        Fill(after, 42);
        byte[] log = LogBuilder.Sectors(_dirty, before, after.Build());

        using RegistryHive hive = Open(before, new BytesInMemory(log[..^1], "LOG"));

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Contains("LOG was not used: it ends before its 1 sectors do", hive.StateNote);
    }

    [Fact]
    public void A_log_that_was_not_written_completely_is_not_used()
    {
        byte[] log = LogBytes(20, 2);
        HiveBuilder.Put(log, 8, 19);
        HiveBuilder.Seal(log);

        using RegistryHive hive = Open(_dirty.Build(), new BytesInMemory(log, @"C:\Windows\System32\config\SYSTEM.LOG1"));

        Assert.Equal(RegistryHiveState.Dirty, hive.State);
        Assert.Contains("SYSTEM.LOG1 was itself not written completely (sequence numbers 20 and 19).", hive.StateNote);
        Assert.DoesNotContain("config", hive.StateNote);
    }

    private static void Fill(HiveBuilder builder, uint number) => builder.Root.Set("Number", RegistryValueType.DWord, BitConverter.GetBytes(number));

    private static uint? Number(RegistryHive hive) => hive.Root.GetValue("Number")!.AsUInt32();

    private static RegistryHive Open(byte[] hive, params ByteSource[] logs) => RegistryHive.Open(new BytesInMemory(hive), logs);

    private static byte[] Bins(uint number)
    {
        var builder = new HiveBuilder();
        Fill(builder, number);
        return builder.Build()[Page..];
    }

    private ByteSource Log(string name, uint first, params uint[] numbers) => new BytesInMemory(LogBytes(first, numbers), name);

    private byte[] LogBytes(uint first, params uint[] numbers)
        => LogBuilder.Entries(_dirty, first, [.. numbers.Select(number => ((uint)Page, 0, Bins(number)))]);

    private ByteSource SectorLog(string name, uint number, uint fileType = 1, uint sequence = 6)
    {
        byte[] after = [.. new byte[Page], .. Bins(number)];
        return new BytesInMemory(LogBuilder.Sectors(_dirty, _dirty.Build(), after, sequence, fileType), name);
    }
}
