using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Images.Vhdx;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

public sealed class VhdxParentLocatorTests
{
    private const int Header = 20;
    private const int Entry = 12;

    [Fact]
    public void Only_known_keys_are_kept_however_many_a_forged_locator_claims()
    {
        // 60,000 keys of 60,000 bytes each, all in one MiB, and one that is meant.
        byte[] bytes = new byte[1024 * 1024];
        new Random(5).NextBytes(bytes);
        const int Count = 60_000;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), Count);
        int text = Header + (Count * Entry);
        for (int i = 1; i < Count; i++) Write(bytes, i, text + i, 60_000, text + (2 * i), 60_000);
        Encoding.Unicode.GetBytes("relative_pathbase.vhdx").CopyTo(bytes, text);
        Write(bytes, 0, text, 26, text + 26, 18);

        Dictionary<string, string> pairs = VhdxParentLocator.Parse(bytes);

        Assert.Equal(new("relative_path", "base.vhdx"), Assert.Single(pairs));
    }

    private static void Write(byte[] bytes, int index, int key, int keyLength, int value, int valueLength)
    {
        Span<byte> entry = bytes.AsSpan(Header + (index * Entry), Entry);
        BinaryPrimitives.WriteInt32LittleEndian(entry, key);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], value);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], (ushort)keyLength);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[10..], (ushort)valueLength);
    }
}
