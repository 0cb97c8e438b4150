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

    public static Observed<IReadOnlyList<string>> Read(KeyView mounted) => mounted.ReadAll(() => ReadLetters(mounted));

    private static IReadOnlyList<string> ReadLetters(KeyView mounted)
    {
        var letters = new List<string>();
        foreach (KeyValuePair<string, Observed<byte[]>> value in mounted.AllBytes)
        {
            if (value.Key.Length != Prefix.Length + 2 || !value.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            if (value.Value.IsRead && IsFixed(value.Value.Value!)) letters.Add(value.Key.Substring(Prefix.Length).ToUpperInvariant());
            if (letters.Count == LetterLimit) break;
        }

        letters.Sort(StringComparer.Ordinal);
        return letters;
    }

    private static bool IsFixed(byte[] data) =>
        data.Length == MbrLength || (data.Length == GptLength && Encoding.ASCII.GetString(data, 0, 8) == "DMIO:ID:");
}
