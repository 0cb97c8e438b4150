using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>What an earlier run means for a new one to the same target.</summary>
/// <param name="GoesOn">Whether the new run goes on where the earlier one was.</param>
/// <param name="BytesThere">Bytes that the earlier one sent.</param>
/// <param name="Refusal">What stands against it; null when nothing does.</param>
internal sealed record ResumeDecision(bool GoesOn, long BytesThere = 0, DeploymentRefusal? Refusal = null)
{
    /// <summary>Compares what is wanted with what an earlier run left.</summary>
    /// <param name="options">The state folder, and whether the person wants to begin anew.</param>
    /// <param name="wanted">What the new run is about.</param>
    public static ResumeDecision Of(UploadOptions options, JournalHeader wanted)
    {
        if (options.Restart || UploadJournal.Peek(options.StateFolder, wanted.Target) is not var (header, bytes)) return new ResumeDecision(false);
        if (header.Image != wanted.Image || header.Length != wanted.Length) return new ResumeDecision(false, Refusal: SourceChanged(wanted.Target, header.Source));
        return header.Stamp == wanted.Stamp ? new ResumeDecision(true, bytes) : new ResumeDecision(false);
    }

    public static DeploymentRefusal SourceChanged(string target, string? source) => new()
    {
        ErrorId = "SourceChanged",
        Reason = source is null ? AzureText.Of("Resume.Changed", target) : AzureText.Of("Resume.ChangedFrom", target, source),
        Remedy = AzureText.Of("Resume.ChangedRemedy"),
    };
}
