using System.Text.Json;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>What an upload that may have been interrupted was about. No secret is in it.</summary>
/// <param name="Target">Resource id of the disk, or address without its key.</param>
/// <param name="Source">Name of the image.</param>
/// <param name="Image">Identity of the image.</param>
/// <param name="Length">Length of the fixed VHD, footer included.</param>
/// <param name="Stamp">When the target was made, as the service tells: one that was made anew under the same name holds nothing of ours. Null where it does not tell.</param>
internal sealed record JournalHeader(string Target, string Source, string Image, long Length, string? Stamp)
{
    private const int Version = 1;

    /// <summary>Of an upload to an address.</summary>
    public static JournalHeader Of(SasAddress address, ByteSource source, string image, FoundTarget found) => new(address.ToString(), source.Name, image, source.Length, found.Created);

    public string ToLine() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["azlegacyosUpload"] = Version,
        ["target"] = Target,
        ["source"] = Source,
        ["image"] = Image,
        ["length"] = Length,
        ["stamp"] = Stamp,
    });

    /// <summary>Reads the first line of a journal; null for anything else.</summary>
    public static JournalHeader? Parse(string? line)
    {
        try
        {
            using var document = JsonDocument.Parse(line ?? "");
            JsonElement root = document.RootElement;
            if (root.GetProperty("azlegacyosUpload").GetInt32() != Version) return null;
            return new JournalHeader(Text("target")!, Text("source")!, Text("image")!, root.GetProperty("length").GetInt64(), Text("stamp"));

            string? Text(string name) => root.GetProperty(name).GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
