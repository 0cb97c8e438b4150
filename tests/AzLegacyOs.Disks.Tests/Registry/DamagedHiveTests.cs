using System.Text;
using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>What is no hive is named as what it is; damage hides no more than it must, and is not taken for absence.</summary>
public class DamagedHiveTests
{
    private readonly HiveBuilder _builder = new();
    private readonly KeyModel _first;
    private readonly KeyModel _second;
    private readonly ValueModel _value;

    public DamagedHiveTests()
    {
        _builder.Root.List = "ri";
        _first = _builder.Root.Add("First");
        _second = _builder.Root.Add("Second");
        _builder.Root.Add("Third");
        _value = _first.Set("Long", RegistryValueType.String, "more than four bytes");
        _first.Set("Short", RegistryValueType.DWord, [1, 0, 0, 0]);
        _second.Add("Inner").Add("Innermost");
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("CREG", "a Windows 9x registry (CREG)")]
    [InlineData("regf", "the file ends before its base block does")]
    [InlineData("x", "the file ends before its base block does")]
    public void A_short_file_is_named_as_what_it_is(string content, string expected)
        => Assert.Contains(expected, Refusal(Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void Something_else_is_named_as_such() => Assert.Contains("this is not a registry hive", Refusal(new byte[8192]));

    [Theory]
    [InlineData(28, 1u, "this is the log of a registry hive")]
    [InlineData(28, 6u, "this is the log of a registry hive")]
    [InlineData(20, 2u, "hives of format 2.5")]
    [InlineData(24, 1u, "hives of format 1.1")]
    [InlineData(36, 0xFFFFFFFFu, "the hive has no root key")]
    [InlineData(36, 0x800u, "the hive has no root key")]
    [InlineData(40, 0u, "the hive states a size of its bins (0)")]
    [InlineData(40, 0x80001000u, "the hive states a size of its bins (2147487744)")]
    [InlineData(40, 100u, "the hive states a size of its bins (100)")]
    public void A_base_block_that_cannot_be_used_is_refused_in_words(int offset, uint number, string expected)
    {
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, offset, number);
        HiveBuilder.Seal(bytes);

        Assert.Contains(expected, Refusal(bytes));
    }

    [Fact]
    public void A_root_that_is_not_marked_as_one_is_read_and_told()
    {
        _builder.Root.Flags = 0x20;

        using RegistryHive hive = Open(_builder.Build());

        Assert.Equal(3, hive.Root.SubKeys.Count());
        Assert.Contains("is not marked as the root", Assert.Single(hive.Problems).Reason);
    }

    [Theory]
    [InlineData(0, "gbin")]
    [InlineData(4, "\u0001\0\0\0")]
    [InlineData(8, "\0\0\0\0")]
    public void A_bin_with_a_wrong_header_is_read_and_told(int offset, string header)
    {
        byte[] bytes = _builder.Build();
        Encoding.ASCII.GetBytes(header).CopyTo(bytes, 4096 + offset);

        using RegistryHive hive = Open(bytes);

        Assert.Equal(3, hive.Root.SubKeys.Count());
        Assert.Equal((4096L, "a bin should hold this part of the hive, but none with a right header does"), (Assert.Single(hive.Problems).Offset, hive.Problems[0].Reason));
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(12288)]
    public void A_bin_that_ends_too_early_is_read_and_told(uint size)
    {
        _builder.Root.Set("Long", RegistryValueType.Binary, new byte[16000]);
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, 4096 + 8, size);

        using RegistryHive hive = Open(bytes);

        Assert.Equal(16000, hive.Root.GetValue("Long")!.GetData().Length);
        Assert.Equal(4096 + size, Assert.Single(hive.Problems).Offset);
    }

    [Fact]
    public void A_truncated_hive_is_read_as_far_as_it_goes()
    {
        _builder.Root.Set("Last", RegistryValueType.Binary, new byte[9000]);
        byte[] bytes = _builder.Build();

        using RegistryHive hive = Open(bytes[..9000]);

        Assert.Equal(RegistryHiveState.Damaged, hive.State);
        Assert.Contains($"The file is truncated: the last {bytes.Length - 8704} of {bytes.Length - 4096} bytes of the bins are missing.", hive.StateNote);
        Assert.Equal(1u, hive.Root.OpenSubKey("First")!.GetValue("Short")!.AsUInt32());
    }

    [Fact]
    public void One_bad_list_hides_only_its_own_keys_and_absence_is_no_longer_certain()
    {
        byte[] bytes = _builder.Build();
        uint index = _builder.Root.ListOffset;
        HiveBuilder.Put(bytes, 4096 + (int)index + 8, 0x7777_7778);

        using RegistryHive hive = Open(bytes);

        Assert.Equal(["Third"], hive.Root.SubKeys.Select(key => key.Name));
        Assert.Contains(hive.Problems, problem => problem.Reason.Contains("a list of subkeys should be here"));
        Assert.NotNull(hive.Root.OpenSubKey("Third"));
        var error = Assert.Throws<DiskFormatException>(() => hive.Root.OpenSubKey(@"Absent\Deeper"));
        Assert.Contains("the key 'Absent' was not found below '', which cannot be read whole", error.Reason);
    }

    [Fact]
    public void One_bad_value_hides_no_other_and_absence_is_no_longer_certain()
    {
        byte[] bytes = _builder.Build();
        bytes[4096 + _value.Offset + 4] = (byte)'x';

        using RegistryHive hive = Open(bytes);

        RegistryKey key = hive.Root.OpenSubKey("First")!;
        Assert.Equal(1u, key.GetValue("Short")!.AsUInt32());
        Assert.Throws<DiskFormatException>(() => key.GetValue("Long"));
        Assert.Throws<DiskFormatException>(() => key.GetValue("Long"));
        Assert.Single(hive.Problems);
    }

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x0000_0004u)]
    [InlineData(0x7FFF_FFF8u)]
    public void Data_that_is_not_there_fails_when_it_is_asked_for(uint offset)
    {
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, 4096 + (int)_value.Offset + 4 + 8, offset);

        using RegistryHive hive = Open(bytes);

        RegistryValue value = hive.Root.OpenSubKey("First")!.GetValue("Long")!;
        Assert.Throws<DiskFormatException>(() => value.GetData());
        Assert.Throws<DiskFormatException>(() => value.AsString());
    }

    [Theory]
    [InlineData(0x80000005u, "in a place of four")]
    [InlineData(0x7FFFFFFFu, "more than 16777216 are not read")]
    [InlineData(4000u, "should be here, but the cell has")]
    [InlineData(20_000u, "the signature 'db' is missing")]
    public void A_length_that_cannot_be_is_refused(uint length, string expected)
    {
        _second.Set("Bad", RegistryValueType.Binary, [1, 2, 3, 4, 5, 6, 7, 8], length);

        using RegistryHive hive = Open(_builder.Build());

        Assert.Contains(expected, Assert.Throws<DiskFormatException>(() => hive.Root.OpenSubKey("Second")!.GetValue("Bad")!.GetData()).Reason);
    }

    [Fact]
    public void A_key_below_itself_ends_the_walk()
    {
        byte[] bytes = _builder.Build();
        KeyModel inner = _second.Keys[0];
        HiveBuilder.Put(bytes, 4096 + (int)inner.ListOffset + 8, _second.Offset);

        using RegistryHive hive = Open(bytes);

        Assert.Equal(6 - 1, HiveListing.Of(hive).Count(line => line.EndsWith(']')));
        Assert.Contains(hive.Problems, problem => problem.Reason.Contains("is listed below itself"));
    }

    [Fact]
    public void A_key_that_names_another_parent_is_listed_and_told()
    {
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, 4096 + (int)_second.Offset + 4 + 16, 0x20000);

        using RegistryHive hive = Open(bytes);

        Assert.NotNull(hive.Root.OpenSubKey(@"Second\Inner\Innermost"));
        Assert.Contains("names another key as its parent", Assert.Single(hive.Problems).Reason);
    }

    [Fact]
    public void Keys_shared_by_many_lists_do_not_make_the_walk_endless()
    {
        var builder = new HiveBuilder();
        List<KeyModel> level = [builder.Root];
        for (int depth = 0; depth < 40; depth++)
            level = [level[0].Add($"a{depth}"), level[0].Add($"b{depth}")];
        byte[] bytes = builder.Build();
        KeyModel key = builder.Root;
        while (key.Keys.Count > 0)
        {
            // The second key of each level gets the subkeys of the first: two to the power of forty paths.
            KeyModel left = key.Keys[0];
            HiveBuilder.Put(bytes, 4096 + (int)key.Keys[1].Offset + 4 + 20, 2);
            HiveBuilder.Put(bytes, 4096 + (int)key.Keys[1].Offset + 4 + 28, left.ListOffset);
            key = left;
        }

        using RegistryHive hive = Open(bytes);

        Assert.InRange(HiveListing.Of(hive).Count, 81, 65 * 81);
    }

    [Fact]
    public void Damage_is_remembered_once_however_often_it_is_met()
    {
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, 4096 + (int)_first.ValueListOffset + 4, 0x20);

        using RegistryHive hive = Open(bytes);

        for (int i = 0; i < 3; i++) Assert.Single(hive.Root.OpenSubKey("First")!.Values);
        Assert.Single(hive.Problems);
    }

    [Fact]
    public void A_count_larger_than_its_list_is_cut_and_told()
    {
        byte[] bytes = _builder.Build();
        HiveBuilder.Put(bytes, 4096 + (int)_first.Offset + 4 + 36, 0x40000000);

        using RegistryHive hive = Open(bytes);

        Assert.Equal(["Long", "Short"], hive.Root.OpenSubKey("First")!.Values.Select(value => value.Name));
        Assert.Contains(hive.Problems, problem => problem.Reason.Contains("says that it has 1073741824 values"));
    }

    private static RegistryHive Open(byte[] bytes) => RegistryHive.Open(new BytesInMemory(bytes), []);

    private static string Refusal(byte[] bytes) => Assert.Throws<DiskFormatException>(() => Open(bytes)).Message;
}
