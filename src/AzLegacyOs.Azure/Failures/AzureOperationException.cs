using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Azure refused or failed.</summary>
public sealed class AzureOperationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="operation">What was being done, as a noun phrase: "Creating the disk legacy01-osdisk".</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="diagnostics">The whole story for a log, secrets removed.</param>
    /// <param name="leftBehind">What the run made and did not remove.</param>
    public AzureOperationException(string operation, AzureFailure failure, string? diagnostics = null, IReadOnlyList<LeftBehind>? leftBehind = null)
        : base(Sentence(operation, failure, leftBehind ?? []))
    {
        Operation = operation;
        Failure = failure;
        Diagnostics = diagnostics;
        LeftBehind = leftBehind ?? [];
    }

    public string Operation { get; }

    public AzureFailure Failure { get; }

    /// <summary>Stable id in words.</summary>
    public string ErrorId => Failure.ErrorId;

    /// <summary>Type, message and stack of the cause with secrets removed. The cause itself is not kept: its text is not ours to vouch for.</summary>
    public string? Diagnostics { get; }

    public IReadOnlyList<LeftBehind> LeftBehind { get; }

    internal AzureOperationException With(IReadOnlyList<LeftBehind> leftBehind) => new(Operation, Failure, Diagnostics, leftBehind);

    private static string Sentence(string operation, AzureFailure failure, IReadOnlyList<LeftBehind> leftBehind)
    {
        string codes = string.Join(", ", new[] { failure.Code, failure.InnerCode }.Where(c => c is not null).Distinct());
        string text = AzureText.Of("Failure.Sentence", operation, codes.Length > 0 ? $" ({codes})" : "", failure.Message.TrimEnd('.'), failure.Hint);
        return leftBehind.Count == 0 ? text : text + " " + Leftovers.Sentence(leftBehind);
    }
}
