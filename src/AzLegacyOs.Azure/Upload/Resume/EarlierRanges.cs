using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>What earlier runs sent: by the journal, and by the target's own list, which goes before it.</summary>
/// <param name="journal">The journal; null where nothing is noted.</param>
/// <param name="target">The target.</param>
internal sealed class EarlierRanges(UploadJournal? journal, PageTarget target)
{
    private PresentPages? _present;
    private int _seen;

    /// <summary>Asks the target what it holds, where an earlier run noted anything.</summary>
    public async Task AskTargetAsync(long length, CancellationToken cancellationToken)
    {
        if (journal is { Earlier.Count: > 0 }) _present = await PresentPages.FindAsync(target, 0, length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a range need not be sent.</summary>
    /// <exception cref="AzureOperationException">The earlier run sent something else there: the image was changed in between.</exception>
    public bool IsThere(DigestedRange range)
    {
        if (journal is null || !journal.Earlier.TryGetValue(range.Offset, out DigestedRange earlier)) return false;
        if (earlier != range) throw Changed();
        Interlocked.Increment(ref _seen);
        return _present?.Cover(range.Offset, range.End) ?? true;
    }

    /// <summary>Notes what was sent.</summary>
    public void Note(DigestedRange range) => journal?.Add(range);

    /// <summary>To be asked when the whole image was read.</summary>
    /// <exception cref="AzureOperationException">The earlier run sent data where there is none any more.</exception>
    public void RequireAllSeen()
    {
        if (journal is not null && _seen != journal.Earlier.Count) throw Changed();
    }

    private AzureOperationException Changed()
    {
        DeploymentRefusal refusal = ResumeDecision.SourceChanged(target.ToString(), null);
        return new AzureOperationException(AzureText.Of("Doing.GoOnUpload"), new AzureFailure
        {
            ErrorId = refusal.ErrorId,
            Category = AzureFailureCategory.InvalidOperation,
            Message = refusal.Reason,
            Hint = refusal.Remedy,
        });
    }
}
