namespace AzLegacyOs.Azure.Failures;

/// <summary>The kind of a failure; the words are those of PowerShell's ErrorCategory.</summary>
public enum AzureFailureCategory
{
    NotSpecified,
    InvalidArgument,
    InvalidData,
    InvalidOperation,
    ObjectNotFound,
    ResourceExists,
    ResourceUnavailable,
    QuotaExceeded,
    LimitsExceeded,
    PermissionDenied,
    AuthenticationError,
    SecurityError,
    ConnectionError,
    OperationTimeout,
}

/// <summary>Why Azure refused or failed, with every secret removed.</summary>
public sealed record AzureFailure
{
    /// <summary>Stable id in words, for example SizeNotAvailable.</summary>
    public required string ErrorId { get; init; }

    public required AzureFailureCategory Category { get; init; }

    /// <summary>Whether whatever is asked next in this session would fail for the same reason: nobody is signed in, or no subscription is chosen.</summary>
    public bool ConcernsSession => Category == AzureFailureCategory.AuthenticationError || ErrorId == "SubscriptionNotChosen";

    /// <summary>The outer code as Azure gave it; null where there was none.</summary>
    public string? Code { get; init; }

    /// <summary>The first code among the details, which often tells more than the outer one.</summary>
    public string? InnerCode { get; init; }

    /// <summary>HTTP status; null where no answer came. A failed long-running operation answers 200.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The property or resource that Azure named.</summary>
    public string? Target { get; init; }

    /// <summary>What Azure said.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Hint { get; init; }

    /// <summary>The id by which Azure's support finds the request.</summary>
    public string? RequestId { get; init; }
}

/// <summary>A resource that a run made and that is still there.</summary>
/// <param name="Type">Resource Manager type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Id">Full resource id.</param>
/// <param name="Billed">Whether it costs money while it exists.</param>
/// <param name="RemoveCommand">The Az PowerShell command that removes it.</param>
/// <param name="RemoveCommandCli">The Azure CLI command that removes it.</param>
public sealed record LeftBehind(string Type, string Name, string Id, bool Billed, string RemoveCommand, string RemoveCommandCli)
{
    /// <summary>About what it costs a month, in US dollars, by the public list of retail prices; for a VM, while it runs. Null where it costs nothing or that is not known.</summary>
    public decimal? MonthlyPriceUsd { get; init; }
}
