using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Makes small hives, so that tests need none from a real machine.</summary>
internal sealed class HiveBuilder
{
    private readonly List<byte> _bins = [];

    public uint Minor { get; init; } = 5;

    public long LastWritten { get; init; } = 0x01D7000000000000;

    public uint Primary { get; init; } = 7;

    public uint Secondary { get; init; } = 7;

    public KeyModel Root { get; } = new("ROOT") { Flags = 0x2C };

    /// <summary>The hive with base block and one bin, padded to whole pages.</summary>
    public byte[] Build(int tail = 0)
    {
        _bins.Clear();
        _bins.AddRange(new byte[32]);
        Write(Root, uint.MaxValue);
        int size = (_bins.Count + 4 + 4095) / 4096 * 4096;
        AddFreeCell(size - _bins.Count);

        var hive = new byte[4096 + size + tail];
        _bins.CopyTo(hive, 4096);
        Encoding.ASCII.GetBytes("hbin").CopyTo(hive, 4096);
        Put(hive, 4096 + 8, (uint)size);
        BinaryPrimitives.WriteInt64LittleEndian(hive.AsSpan(4096 + 20), LastWritten);
        WriteBaseBlock(hive, Primary, Secondary, 0, (uint)size);
        return hive;
    }

    /// <summary>Writes a base block for a hive or a log.</summary>
    public void WriteBaseBlock(byte[] target, uint primary, uint secondary, uint fileType, uint binsSize)
    {
        Encoding.ASCII.GetBytes("regf").CopyTo(target, 0);
        Put(target, 4, primary);
        Put(target, 8, secondary);
        BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(12), LastWritten);
        Put(target, 20, 1);
        Put(target, 24, Minor);
        Put(target, 28, fileType);
        Put(target, 32, 1);
        Put(target, 36, Root.Offset);
        Put(target, 40, binsSize);
        Put(target, 44, 1);
        Seal(target);
    }

    /// <summary>Makes the checksum of a base block right.</summary>
    public static void Seal(byte[] hive)
    {
        uint checksum = 0;
        for (int i = 0; i < 508; i += 4) checksum ^= BinaryPrimitives.ReadUInt32LittleEndian(hive.AsSpan(i));
        Put(hive, 508, checksum);
    }

    public static void Put(byte[] target, int offset, uint number) => BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(offset), number);

    private void Write(KeyModel key, uint parent)
    {
        byte[] name = key.Latin1 ? Encoding.Latin1.GetBytes(key.Name) : Encoding.Unicode.GetBytes(key.Name);
        var node = new byte[76 + name.Length];
        key.Offset = Reserve(node.Length);
        foreach (KeyModel child in key.Keys) Write(child, key.Offset);

        node[0] = (byte)'n';
        node[1] = (byte)'k';
        BinaryPrimitives.WriteUInt16LittleEndian(node.AsSpan(2), (ushort)(key.Latin1 ? key.Flags | 0x20 : key.Flags & ~0x20));
        BinaryPrimitives.WriteInt64LittleEndian(node.AsSpan(4), LastWritten);
        Put(node, 16, parent);
        Put(node, 20, (uint)key.Keys.Count);
        Put(node, 28, key.ListOffset = WriteList(key));
        Put(node, 36, (uint)key.Values.Count);
        Put(node, 40, key.ValueListOffset = WriteValues(key));
        Put(node, 44, uint.MaxValue);
        byte[] className = Encoding.Unicode.GetBytes(key.ClassName ?? "");
        Put(node, 48, className.Length == 0 ? uint.MaxValue : Add(className));
        BinaryPrimitives.WriteUInt16LittleEndian(node.AsSpan(72), (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(node.AsSpan(74), (ushort)className.Length);
        name.CopyTo(node, 76);
        Fill(key.Offset, node);
    }

    private uint WriteList(KeyModel key)
    {
        if (key.Keys.Count == 0) return uint.MaxValue;
        if (key.List != "ri") return WriteLeaf(key.List, key.Keys);
        uint[] leaves = [.. key.Keys.Chunk(2).Select(keys => WriteLeaf("lh", keys))];
        return Add([(byte)'r', (byte)'i', .. BitConverter.GetBytes((ushort)leaves.Length), .. leaves.SelectMany(BitConverter.GetBytes)]);
    }

    private uint WriteLeaf(string kind, IReadOnlyCollection<KeyModel> keys)
    {
        byte[] hint = kind == "li" ? [] : new byte[4];
        return Add([.. Encoding.ASCII.GetBytes(kind), .. BitConverter.GetBytes((ushort)keys.Count), .. keys.SelectMany(key => (byte[])[.. BitConverter.GetBytes(key.Offset), .. hint])]);
    }

    private uint WriteValues(KeyModel key)
        => key.Values.Count == 0 ? uint.MaxValue : Add([.. key.Values.SelectMany(value => BitConverter.GetBytes(Write(value)))]);

    private uint Write(ValueModel value)
    {
        byte[] name = Encoding.Latin1.GetBytes(value.Name);
        var node = new byte[20 + name.Length];
        node[0] = (byte)'v';
        node[1] = (byte)'k';
        BinaryPrimitives.WriteUInt16LittleEndian(node.AsSpan(2), (ushort)name.Length);
        Put(node, 4, value.StatedLength ?? (uint)value.Data.Length | (value.Data.Length <= 4 ? 0x80000000 : 0));
        if (value.Data.Length <= 4) value.Data.CopyTo(node, 8);
        else Put(node, 8, value.DataOffset = WriteData(value.Data));
        Put(node, 12, (uint)value.Type);
        node[16] = 1;
        name.CopyTo(node, 20);
        return value.Offset = Add(node);
    }

    private uint WriteData(byte[] data)
    {
        if (data.Length <= 16344 || Minor <= 3) return Add(data);
        uint[] segments = [.. data.Chunk(16344).Select(Add)];
        uint list = Add([.. segments.SelectMany(BitConverter.GetBytes)]);
        return Add([(byte)'d', (byte)'b', .. BitConverter.GetBytes((ushort)segments.Length), .. BitConverter.GetBytes(list), .. new byte[4]]);
    }

    private uint Add(byte[] content)
    {
        uint offset = Reserve(content.Length);
        Fill(offset, content);
        return offset;
    }

    private uint Reserve(int length)
    {
        int size = (length + 4 + 7) / 8 * 8;
        uint offset = (uint)_bins.Count;
        _bins.AddRange(BitConverter.GetBytes(-size));
        _bins.AddRange(new byte[size - 4]);
        return offset;
    }

    private void Fill(uint offset, byte[] content)
    {
        for (int i = 0; i < content.Length; i++) _bins[(int)offset + 4 + i] = content[i];
    }

    private void AddFreeCell(int size)
    {
        _bins.AddRange(BitConverter.GetBytes(size));
        _bins.AddRange(new byte[size - 4]);
    }
}

/// <summary>A key to be made; the offsets are known once the hive is built.</summary>
internal sealed class KeyModel(string name)
{
    public string Name => name;

    public bool Latin1 { get; init; } = true;

    public int Flags { get; set; } = 0x20;

    public string? ClassName { get; init; }

    /// <summary>li, lf, lh, or ri: an index of lh lists of two.</summary>
    public string List { get; set; } = "lh";

    public List<KeyModel> Keys { get; } = [];

    public List<ValueModel> Values { get; } = [];

    public uint Offset { get; set; }

    public uint ListOffset { get; set; }

    public uint ValueListOffset { get; set; }

    public KeyModel Add(KeyModel key)
    {
        Keys.Add(key);
        return key;
    }

    public KeyModel Add(string subKey) => Add(new KeyModel(subKey));

    public ValueModel Set(string valueName, RegistryValueType type, byte[] data, uint? statedLength = null)
    {
        Values.Add(new ValueModel(valueName, type, data, statedLength));
        return Values[^1];
    }

    public ValueModel Set(string valueName, RegistryValueType type, string text) => Set(valueName, type, Encoding.Unicode.GetBytes(text));
}

/// <summary>A value to be made.</summary>
internal sealed class ValueModel(string name, RegistryValueType type, byte[] data, uint? statedLength)
{
    public string Name => name;

    public RegistryValueType Type => type;

    public byte[] Data => data;

    public uint? StatedLength => statedLength;

    public uint Offset { get; set; }

    public uint DataOffset { get; set; }
}
