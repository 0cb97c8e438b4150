using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Identification;

/// <summary>Looks at places of a volume for signatures. A place beyond the end holds nothing.</summary>
internal sealed class Probe(ByteSource volume) : IDisposable
{
    private readonly PiecewiseSource _volume = PiecewiseSource.ByPages(volume);

    public long Length => _volume.Length;

    /// <summary>Whether ASCII text stands at a place.</summary>
    public bool HasText(long offset, string text) => Has(offset, Encoding.ASCII.GetBytes(text));

    /// <summary>Whether bytes stand at a place.</summary>
    public bool Has(long offset, params byte[] expected) => Bytes(offset, expected.Length) is { } bytes && bytes.AsSpan().SequenceEqual(expected);

    /// <summary>The bytes at a place; null where the volume ends before.</summary>
    public byte[]? Bytes(long offset, int count)
    {
        return offset < 0 || offset > Length - count ? null : _volume.ReadBytes(offset, count);
    }

    /// <summary>A text field that ends with a NUL or with its length; null where it is empty.</summary>
    public string? Text(long offset, int length, Encoding? encoding = null)
    {
        if (Bytes(offset, length) is not { } bytes) return null;
        string text = (encoding ?? Encoding.UTF8).GetString(bytes);
        int end = text.IndexOf('\0');
        text = new string([.. (end < 0 ? text : text.Substring(0, end)).Where(c => !char.IsControl(c))]).Trim();
        return text.Length == 0 ? null : text;
    }

    public void Dispose() => _volume.Dispose();
}
