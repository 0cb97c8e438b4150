using System.Buffers.Binary;
using System.Security.Cryptography;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Tells whether a disk in Azure was made from this image.</summary>
/// <remarks>
/// A digest of the length, of where data is, and of samples spread over the disk; cheap for any size. It tells images apart, but an image
/// that was changed in a few places may keep it: before a disk is used without an upload, the digest of its whole contents has to agree.
/// </remarks>
internal static class ImageIdentity
{
    /// <summary>The tag of a disk that holds the identity of its image and whether the upload was finished, with the digest of what was sent.</summary>
    public const string Tag = "azlegacyos-image";

    private const string Finished = " complete ";

    private const string Unfinished = " uploading";

    private const int Samples = 64;

    private const int SampleLength = 4096;

    public static string Of(ByteSource source)
    {
        long disk = source.Length - PageRange.FooterLength;
        DataWindow[] windows = [.. DataWindow.Of(source, disk)];
        using var hash = SHA256.Create();
        byte[] buffer = new byte[SampleLength];
        void Add(int count) => hash.TransformBlock(buffer, 0, count, null, 0);
        BinaryPrimitives.WriteInt64LittleEndian(buffer, source.Length);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(8), windows.Length);
        Add(16);
        for (int i = 0, last = -1; i < Math.Min(Samples, windows.Length); i++)
        {
            int chosen = (int)((long)i * windows.Length / Math.Min(Samples, windows.Length));
            if (chosen == last) continue;
            last = chosen;
            BinaryPrimitives.WriteInt64LittleEndian(buffer, windows[chosen].Offset);
            Add(8);
            int count = Math.Min(SampleLength, windows[chosen].Length);
            source.Read(windows[chosen].Offset, buffer, 0, count);
            Add(count);
        }

        hash.TransformFinalBlock([], 0, 0);
        return string.Concat(hash.Hash.Take(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Makes sure that what is about to be sent is what was planned, and is what Azure takes.</summary>
    /// <exception cref="DiskFormatException">It is another image, or no fixed VHD that Azure takes.</exception>
    public static void Require(ByteSource source, string identity)
    {
        UploadableVhd.Check(source);
        if (Of(new ExplainedSource(source)) != identity)
            throw new DiskFormatException(source.Name, 0, AzureText.Of("Image.OtherThanPlanned"));
    }

    public static string TagWhileUploading(string identity) => identity + Unfinished;

    /// <summary>Whether a tag is that of an upload of ours, of any image, that did not come to its end.</summary>
    public static bool IsUnfinished(string? tag) => tag?.EndsWith(Unfinished, StringComparison.Ordinal) == true;

    public static string TagWhenComplete(string identity, string contentDigest) => identity + Finished + contentDigest;

    /// <summary>The digest of the contents in a tag of a finished upload of this image; null for any other tag.</summary>
    public static string? CompleteDigest(string? tag, string identity) =>
        tag?.StartsWith(identity + Finished, StringComparison.Ordinal) == true ? tag.Substring(identity.Length + Finished.Length) : null;
}
