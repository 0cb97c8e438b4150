using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Keys, values and their data, in hives made for the purpose.</summary>
public class RegistryHiveTests
{
    private readonly HiveBuilder _builder = new();

    [Theory]
    [InlineData("li")]
    [InlineData("lf")]
    [InlineData("lh")]
    [InlineData("ri")]
    public void Subkeys_are_found_in_each_kind_of_list(string list)
    {
        _builder.Root.List = list;
        foreach (string name in new[] { "Alpha", "Beta", "Gamma", "Delta", "Epsilon" }) _builder.Root.Add(name).Add("Inner");

        using RegistryHive hive = Open();

        Assert.Equal(["Alpha", "Beta", "Gamma", "Delta", "Epsilon"], hive.Root.SubKeys.Select(key => key.Name));
        Assert.Equal(@"Delta\Inner", hive.Root.OpenSubKey(@"DELTA\inner")!.Path);
        Assert.Null(hive.Root.OpenSubKey(@"Delta\Zeta\Inner"));
        Assert.Same(hive.Root, hive.Root.OpenSubKey(""));
        Assert.Empty(hive.Problems);
    }

    [Fact]
    public void A_name_is_Latin_1_or_UTF_16_as_its_flag_says()
    {
        _builder.Root.Add(new KeyModel("Größe\0®"));
        _builder.Root.Add(new KeyModel("日本語") { Latin1 = false });

        using RegistryHive hive = Open();

        Assert.Equal(["Größe\0®", "日本語"], hive.Root.SubKeys.Select(key => key.Name));
        Assert.NotNull(hive.Root.OpenSubKey("GRÖSSE\0®".Replace("SS", "ß")));
    }

    [Fact]
    public void A_key_tells_its_class_its_date_and_what_it_stands_for()
    {
        _builder.Root.Add(new KeyModel("JD") { ClassName = "a1b2c3d4" });
        _builder.Root.Add(new KeyModel("Link") { Flags = 0x30 }).Set("SymbolicLinkValue", RegistryValueType.Link, @"\Registry\Machine\X");
        _builder.Root.Add(new KeyModel("Handle") { Flags = 0x60 }).Set("not a value", RegistryValueType.DWord, [1, 0, 0, 0]);

        using RegistryHive hive = Open();

        RegistryKey plain = hive.Root.OpenSubKey("JD")!;
        Assert.Equal("a1b2c3d4", plain.ClassName);
        Assert.Equal(DateTime.FromFileTimeUtc(_builder.LastWritten), plain.LastWritten);
        Assert.False(plain.IsSymbolicLink || plain.IsPredefinedHandle);
        RegistryKey link = hive.Root.OpenSubKey("Link")!;
        Assert.True(link.IsSymbolicLink);
        Assert.Equal(@"\Registry\Machine\X", link.GetValue("symboliclinkvalue")!.AsString());
        RegistryKey handle = hive.Root.OpenSubKey("Handle")!;
        Assert.True(handle.IsPredefinedHandle);
        Assert.Empty(handle.Values);
        Assert.Null(hive.Root.ClassName);
        Assert.Empty(hive.Problems);
    }

    [Theory]
    [InlineData(RegistryValueType.String, "plain\0", "plain")]
    [InlineData(RegistryValueType.String, "no terminator", "no terminator")]
    [InlineData(RegistryValueType.String, "W. Europe\0remnants of another name", "W. Europe")]
    [InlineData(RegistryValueType.ExpandString, "%SystemRoot%\0", "%SystemRoot%")]
    [InlineData(RegistryValueType.MultiString, "setup -newsetup\0\0", "setup -newsetup")]
    [InlineData(RegistryValueType.String, "", "")]
    [InlineData(RegistryValueType.String, "lone \ud800 surrogate\0", "lone \ud800 surrogate")]
    public void A_string_ends_at_its_first_NUL_or_with_the_data(RegistryValueType type, string stored, string expected)
        => Assert.Equal(expected, Value(type, Utf16(stored)).AsString());

    [Theory]
    [InlineData(RegistryValueType.MultiString, "a\0bb\0ccc\0\0", new[] { "a", "bb", "ccc" })]
    [InlineData(RegistryValueType.MultiString, "a\0bb", new[] { "a", "bb" })]
    [InlineData(RegistryValueType.MultiString, "a\0\0remnants\0", new[] { "a" })]
    [InlineData(RegistryValueType.MultiString, "\0", new string[0])]
    [InlineData(RegistryValueType.String, "single\0", new[] { "single" })]
    [InlineData(RegistryValueType.String, "", new string[0])]
    public void A_list_ends_at_its_first_empty_string_or_with_the_data(RegistryValueType type, string stored, string[] expected)
        => Assert.Equal(expected, Value(type, Utf16(stored)).AsStrings());

    [Fact]
    public void An_odd_last_byte_is_no_character() => Assert.Equal("ab", Value(RegistryValueType.String, [.. Utf16("ab"), 0x63]).AsString());

    [Theory]
    [InlineData(RegistryValueType.DWord, new byte[] { 1, 2, 3, 4 }, 0x04030201u, 0x04030201ul)]
    [InlineData(RegistryValueType.DWordBigEndian, new byte[] { 1, 2, 3, 4 }, 0x01020304u, 0x01020304ul)]
    [InlineData(RegistryValueType.QWord, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0 }, 1u, 1ul)]
    [InlineData(RegistryValueType.QWord, new byte[] { 1, 0, 0, 0, 1, 0, 0, 0 }, null, 0x100000001ul)]
    [InlineData(RegistryValueType.DWord, new byte[] { 1, 2, 3, 4, 5, 6 }, 0x04030201u, 0x04030201ul)]
    [InlineData(RegistryValueType.DWord, new byte[] { 1, 2, 3 }, null, null)]
    [InlineData(RegistryValueType.QWord, new byte[] { 1, 2, 3, 4 }, null, null)]
    [InlineData(RegistryValueType.Binary, new byte[] { 1, 2, 3, 4 }, null, null)]
    public void A_number_needs_its_type_and_enough_data(RegistryValueType type, byte[] data, uint? number, ulong? large)
    {
        RegistryValue value = Value(type, data);

        Assert.Equal(number, value.AsUInt32());
        Assert.Equal(large, value.AsUInt64());
        Assert.Null(value.AsString());
        Assert.Null(value.AsStrings());
    }

    [Theory]
    [InlineData(3u, 0)]
    [InlineData(3u, 20_000)]
    [InlineData(5u, 4)]
    [InlineData(5u, 5)]
    [InlineData(5u, 16_344)]
    [InlineData(5u, 16_345)]
    [InlineData(5u, 50_000)]
    public void Data_is_read_in_place_from_a_cell_and_in_segments(uint minor, int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        var builder = new HiveBuilder { Minor = minor };
        builder.Root.Set("", RegistryValueType.Binary, data);

        using RegistryHive hive = RegistryHive.Open(new BytesInMemory(builder.Build()), []);

        RegistryValue value = hive.Root.GetValue("")!;
        Assert.Equal(length, value.Length);
        Assert.Equal(data, value.GetData());
    }

    [Fact]
    public void A_type_that_is_none_of_the_predefined_ones_is_kept()
    {
        RegistryValue value = Value((RegistryValueType)0x52, [1, 2]);

        Assert.Equal(0x52u, value.RawType);
        Assert.Equal([1, 2], value.GetData());
        Assert.Null(value.AsString());
        Assert.Null(value.AsUInt32());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(229_376)]
    [InlineData(100)]
    public void What_follows_the_bins_is_not_part_of_the_hive(int tail)
    {
        _builder.Root.Add("Key");
        byte[] bytes = _builder.Build(tail);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length - tail));

        using RegistryHive hive = RegistryHive.Open(new BytesInMemory(bytes), []);

        Assert.Equal(RegistryHiveState.Clean, hive.State);
        Assert.Null(hive.StateNote);
        Assert.Equal(["Key"], hive.Root.SubKeys.Select(key => key.Name));
        Assert.Empty(hive.Problems);
    }

    [Fact]
    public void Only_the_pages_that_are_needed_are_read()
    {
        _builder.Root.Add("Wanted").Set("v", RegistryValueType.DWord, [1, 0, 0, 0]);
        _builder.Root.Add("Large").Set("v", RegistryValueType.Binary, new byte[4 << 20]);
        var source = new BytesInMemory(_builder.Build());

        using RegistryHive hive = RegistryHive.Open(source, []);

        Assert.Equal(1u, hive.Root.OpenSubKey("Wanted")!.GetValue("v")!.AsUInt32());
        Assert.InRange(source.BytesRead, 1, 32 * 1024);
    }

    [Fact]
    public void A_value_is_found_by_name_among_many_again_and_again_and_an_absent_one_is_not()
    {
        for (uint i = 0; i < 200; i++) _builder.Root.Set($"Value{i}", RegistryValueType.DWord, BitConverter.GetBytes(i));
        using RegistryHive hive = Open();

        foreach (uint i in (uint[])[0, 199, 63, 64, 65, 0, 199]) Assert.Equal(i, hive.Root.GetValue($"VALUE{i}")!.AsUInt32());
        Assert.Null(hive.Root.GetValue("Value200"));
        Assert.Null(hive.Root.GetValue("Value200"));
    }

    [Fact]
    public void A_value_is_found_behind_more_than_is_kept_of_a_hive()
    {
        for (uint i = 0; i < 300; i++) _builder.Root.Set($"{i}{new string('x', 16_000)}", RegistryValueType.DWord, BitConverter.GetBytes(i));
        using RegistryHive hive = Open();

        foreach (uint i in (uint[])[299, 2, 299, 150]) Assert.Equal(i, hive.Root.GetValue($"{i}{new string('X', 16_000)}")!.AsUInt32());
        Assert.Null(hive.Root.GetValue("absent"));
    }

    [Fact]
    public void A_key_is_found_by_name_among_many_again_and_again_and_an_absent_one_is_not()
    {
        for (uint i = 0; i < 600; i++) _builder.Root.Add($"Key{i}").Set("Number", RegistryValueType.DWord, BitConverter.GetBytes(i));
        using RegistryHive hive = Open();

        foreach (uint i in (uint[])[1, 599, 0, 511, 512, 513, 599, 1]) Assert.Equal(i, hive.Root.OpenSubKey($@"\KEY{i}\")!.GetValue("number")!.AsUInt32());
        Assert.Null(hive.Root.OpenSubKey("Key600"));
        Assert.Null(hive.Root.OpenSubKey(@"Key600\Below"));
        Assert.Equal(600, hive.Root.SubKeys.Count());
    }

    [Fact]
    public void A_key_is_not_said_to_be_absent_after_a_read_that_failed_once()
    {
        for (int i = 0; i < 600; i++) _builder.Root.Add($"Key{i}");
        using var source = new BytesInMemory(_builder.Build());
        using RegistryHive hive = RegistryHive.Open(source, []);

        source.IsBroken = true;
        Assert.Throws<IOException>(() => hive.Root.OpenSubKey("Key599"));
        source.IsBroken = false;

        Assert.NotNull(hive.Root.OpenSubKey("Key599"));
        Assert.NotNull(hive.Root.OpenSubKey("Key0"));
        Assert.Null(hive.Root.OpenSubKey("absent"));
    }

    [Fact]
    public void A_closed_hive_is_not_read_any_more()
    {
        _builder.Root.Add("Key");
        RegistryHive hive = Open();
        Assert.NotNull(hive.Root.OpenSubKey("Key"));
        hive.Dispose();

        Assert.Throws<ObjectDisposedException>(() => hive.Root.OpenSubKey("Key"));
    }

    [Fact]
    public void Hive_and_logs_are_closed_with_the_hive_and_where_it_cannot_be_opened()
    {
        var source = new BytesInMemory(_builder.Build());
        var log = new BytesInMemory([]);
        RegistryHive.Open(source, [log]).Dispose();
        Assert.True(source.IsDisposed && log.IsDisposed);

        var broken = new BytesInMemory(new byte[8192]);
        Assert.Throws<DiskFormatException>(() => RegistryHive.Open(broken, []));
        Assert.True(broken.IsDisposed);
    }

    private static byte[] Utf16(string text) => [.. text.SelectMany(c => BitConverter.GetBytes(c))];

    private RegistryHive Open() => RegistryHive.Open(new BytesInMemory(_builder.Build()), []);

    private RegistryValue Value(RegistryValueType type, byte[] data)
    {
        _builder.Root.Set("Value", type, data);
        return Open().Root.GetValue("VALUE")!;
    }
}
