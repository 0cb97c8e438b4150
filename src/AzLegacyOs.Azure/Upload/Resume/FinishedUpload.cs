using System.Text;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>An upload to an address that came to its end, noted in a file: beside the pages of a disk nothing can be noted.</summary>
/// <remarks>The service gives a target another ETag with each write. While it has the one of the last write of ours, it holds what was sent.</remarks>
/// <param name="Header">What the upload was about.</param>
/// <param name="ETag">The ETag that the last write made.</param>
/// <param name="ContentDigest">Digest of what the target holds.</param>
internal sealed record FinishedUpload(JournalHeader Header, string ETag, string ContentDigest)
{
    /// <summary>What was noted of an upload; null where nothing was, or of another image or target.</summary>
    public static FinishedUpload? Find(string? folder, JournalHeader wanted)
    {
        if (folder is null) return null;
        try
        {
            string[] lines = File.ReadAllLines(StateFolder.FinishedOf(folder, wanted.Target));
            return lines.Length == 3 && JournalHeader.Parse(lines[0]) is { } header && header with { Source = wanted.Source } == wanted ? new FinishedUpload(header, lines[1], lines[2]) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes it, in place of an earlier one. Where that is not possible, a later run does not know it.</summary>
    public void Note(string folder)
    {
        try
        {
            File.WriteAllLines(StateFolder.FinishedOf(folder, Header.Target), [Header.ToLine(), ETag, ContentDigest], new UTF8Encoding(false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The upload is whole all the same.
        }
    }
}
