using System.Text;
using AzLegacyOs.Disks.Registry;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Every key and value of a hive as lines, so that two readers can be compared.</summary>
internal static class HiveListing
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>As this library reads the hive.</summary>
    public static List<string> Of(RegistryHive hive)
    {
        var lines = new List<string>();
        Add(hive.Root, lines);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The same; null where the hive is damaged in a way that cannot be stepped over.</summary>
    public static List<string>? TryOf(RegistryHive hive)
    {
        try
        {
            return Of(hive);
        }
        catch (DiskFormatException)
        {
            return null;
        }
    }

    /// <summary>What hivexregedit exported.</summary>
    /// <remarks>It prints lines in Latin-1 unless they hold a character beyond it, then in UTF-8.</remarks>
    public static List<string> OfExport(byte[] export)
    {
        var lines = new List<string>();
        string key = "";
        foreach (string line in Encoding.Latin1.GetString(export).Split('\n').Skip(1).Where(line => line.Length > 0).Select(Decode))
        {
            if (line[0] == '[')
            {
                key = line[2..^1];
                lines.Add($"[{key}]");
                continue;
            }

            int equals = EndOfName(line);
            string name = line[0] == '@' ? "" : line[1..(equals - 1)].Replace("\\\"", "\"").Replace("\\\\", "\\");
            lines.Add(Line(key, name, line[(equals + 1)..]));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void Add(RegistryKey key, List<string> lines)
    {
        lines.Add($"[{key.Path}]");
        foreach (RegistryValue value in key.Values) lines.Add(Line(key.Path, value.Name, Data(value)));
        foreach (RegistryKey subKey in key.SubKeys) Add(subKey, lines);
    }

    private static string Line(string key, string name, string data) => $"[{key}] \"{name}\"={data}";

    private static string Data(RegistryValue value)
    {
        byte[] data = value.GetData();
        if (value.Type == RegistryValueType.DWord && data.Length == 4) return $"dword:{BitConverter.ToUInt32(data):x8}";
        return $"hex({value.RawType:x}):{string.Join(',', data.Select(b => b.ToString("x2")))}";
    }

    private static string Decode(string line)
    {
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(line));
        }
        catch (DecoderFallbackException)
        {
            return line;
        }
    }

    private static int EndOfName(string line)
    {
        if (line[0] == '@') return 1;
        for (int i = 1; ; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '"') return i + 1;
        }
    }
}
