using System.Buffers.Binary;
using System.Text;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Values of the registry that are structures.</summary>
internal static class Bytes
{
    /// <summary>The value F of an account: what it is, and its flags.</summary>
    public static byte[] Account(uint relativeId, ushort flags)
    {
        byte[] value = new byte[80];
        BinaryPrimitives.WriteUInt16LittleEndian(value, 2);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(0x30), relativeId);
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(0x34), 0x201);
        BinaryPrimitives.WriteUInt16LittleEndian(value.AsSpan(0x38), flags);
        return value;
    }

    /// <summary>The proxy of services.</summary>
    public static byte[] WinHttpProxy(string proxy, string bypass)
        => [0x28, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, .. Text(proxy), .. Text(bypass)];

    /// <summary>A drive letter's partition of an MBR disk.</summary>
    public static byte[] MountedPartition(uint signature, long offset) => [.. BitConverter.GetBytes(signature), .. BitConverter.GetBytes(offset)];

    /// <summary>A device of a boot entry: a partition of an MBR disk.</summary>
    public static byte[] BootPartition(uint signature, long offset)
    {
        byte[] device = new byte[88];
        BinaryPrimitives.WriteInt32LittleEndian(device.AsSpan(16), 6);
        BinaryPrimitives.WriteInt32LittleEndian(device.AsSpan(24), 0x48);
        BinaryPrimitives.WriteInt64LittleEndian(device.AsSpan(32), offset);
        BinaryPrimitives.WriteInt32LittleEndian(device.AsSpan(52), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(device.AsSpan(56), signature);
        return device;
    }

    /// <summary>A restart page of an NTFS journal that a client has open and that is not marked as clean.</summary>
    public static byte[] OpenRestartPage()
    {
        byte[] page = new byte[4096];
        "RSTR"u8.CopyTo(page);
        BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(4), 30); // place and number of the fix-ups
        BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(6), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(16), 4096); // sizes of pages
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(20), 4096);
        BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(24), 48); // place of the restart area; its client in use and flags stay 0
        return page;
    }

    private static byte[] Text(string text) => [.. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];
}
