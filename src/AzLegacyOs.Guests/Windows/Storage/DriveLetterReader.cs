using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Storage;

/// <summary>Reads which drive letters MountedDevices gives to partitions of fixed disks.</summary>
/// <remarks>
/// A value "\DosDevices\C:" holds, for a partition of an MBR disk, the disk signature (32 bits) and the byte offset (64 bits); for one of a
/// GPT disk, "DMIO:ID:" and the partition's GUID; for anything else, a device path in UTF-16.
/// </remarks>
internal static class DriveLetterReader
{
    private const string Prefix = @"\DosDevices\";
    private const int MbrLength = 12;
    private const int GptLength = 24;
    private const int LetterLimit = 26;

    /// <summary>The letters of fixed disks, sorted.</summary>
    public static Observed<IReadOnlyList<MountedVolumeFacts>> Read(KeyView mounted) => mounted.ReadAll(() => ReadVolumes(mounted));

    private static IReadOnlyList<MountedVolumeFacts> ReadVolumes(KeyView mounted)
    {
        var volumes = new List<MountedVolumeFacts>();
        foreach (KeyValuePair<string, Observed<byte[]>> value in mounted.AllBytes)
        {
            if (value.Key.Length != Prefix.Length + 2 || !value.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (value.Value.IsRead && Describe(value.Key.Substring(Prefix.Length).ToUpperInvariant(), value.Value.Value!, value.Value.Where) is { } volume) volumes.Add(volume);
            if (volumes.Count == LetterLimit) break;
        }

        return [.. volumes.OrderBy(v => v.Letter, StringComparer.Ordinal)];
    }

    private static MountedVolumeFacts? Describe(string letter, byte[] data, string where)
    {
        if (data.Length == MbrLength)
            return new MountedVolumeFacts(letter, BinaryPrimitives.ReadUInt32LittleEndian(data), BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(4)), null, where);
        return data.Length == GptLength && Encoding.ASCII.GetString(data, 0, 8) == "DMIO:ID:"
            ? new MountedVolumeFacts(letter, null, null, new Guid(data.AsSpan(8).ToArray()), where)
            : null;
    }
}
