using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Failures;

/// <summary>What an error of the service means to a person.</summary>
/// <param name="ErrorId">Our stable id.</param>
/// <param name="Category">Its kind.</param>
/// <param name="HintKey">Which text says what to do; null for that of the id.</param>
internal sealed record FailureRule(string ErrorId, AzureFailureCategory Category, string? HintKey = null)
{
    private static readonly Regex MissingAction = new(@"perform action '([^']{1,200})'", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    public string HintFor(ErrorAnswer answer)
    {
        Match action = MissingAction.Match(answer.Message);
        string hint = ErrorId == "AuthorizationFailed" && action.Success ? AzureText.Of("Failure.MissingAction", action.Groups[1].Value) : AzureText.Of(HintKey ?? $"Hint.{ErrorId}");
        return answer.Wait is not { } wait || Category != AzureFailureCategory.LimitsExceeded ? hint : AzureText.Of("Failure.Wait", hint, Math.Ceiling(wait.TotalSeconds));
    }
}

/// <summary>The errors that the journey is known to meet. The code goes before the HTTP status: a failed operation answers 200.</summary>
internal static class FailureRules
{
    private static readonly FailureRule Throttled = new("Throttled", AzureFailureCategory.LimitsExceeded);

    private static readonly FailureRule Quota = new("QuotaExceeded", AzureFailureCategory.QuotaExceeded);

    private static readonly FailureRule NoCapacity = new("NoCapacity", AzureFailureCategory.ResourceUnavailable);

    private static readonly FailureRule SasRejected = new("SasRejected", AzureFailureCategory.SecurityError);

    private static readonly FailureRule SasExpired = new("SasExpired", AzureFailureCategory.SecurityError);

    private static readonly FailureRule NotFound = new("ResourceNotFound", AzureFailureCategory.ObjectNotFound);

    private static readonly FailureRule InvalidRequest = new("InvalidRequest", AzureFailureCategory.InvalidArgument);

    private static readonly FailureRule BadToken = new("TokenRejected", AzureFailureCategory.AuthenticationError);

    private static readonly FailureRule NotAuthorized = new("AuthorizationFailed", AzureFailureCategory.PermissionDenied);

    private static readonly FailureRule Unavailable = new("ServiceUnavailable", AzureFailureCategory.ResourceUnavailable);

    private static readonly FailureRule LocationNotAvailable = new("LocationNotAvailable", AzureFailureCategory.InvalidArgument);

    private static readonly Dictionary<string, FailureRule> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["InvalidVhd"] = new("UploadedDiskInvalid", AzureFailureCategory.InvalidData),
        ["SkuNotAvailable"] = new("SizeNotAvailable", AzureFailureCategory.ResourceUnavailable),
        ["QuotaExceeded"] = Quota,
        ["TooManyRequests"] = Throttled,
        ["SubscriptionRequestsThrottled"] = Throttled,
        ["ServerBusy"] = Throttled,
        ["AllocationFailed"] = NoCapacity,
        ["ZonalAllocationFailed"] = NoCapacity,
        ["OverconstrainedAllocationRequest"] = NoCapacity,
        ["OverconstrainedZonalAllocationRequest"] = NoCapacity,
        ["ConflictingUserInput"] = new("ResourceExists", AzureFailureCategory.ResourceExists),
        ["ResourceNotFound"] = NotFound,
        ["ResourceGroupNotFound"] = NotFound,
        ["ParentResourceNotFound"] = NotFound,
        ["SubscriptionNotFound"] = NotFound,
        ["PropertyChangeNotAllowed"] = new("PropertyChangeNotAllowed", AzureFailureCategory.InvalidOperation),
        ["AuthorizationFailed"] = NotAuthorized,
        ["LinkedAuthorizationFailed"] = NotAuthorized,
        ["RequestDisallowedByPolicy"] = new("DisallowedByPolicy", AzureFailureCategory.PermissionDenied),
        ["MissingSubscriptionRegistration"] = new("ProviderNotRegistered", AzureFailureCategory.InvalidOperation),
        ["LocationNotAvailableForResourceType"] = LocationNotAvailable,
        ["NoRegisteredProviderFound"] = LocationNotAvailable,
        ["ScopeLocked"] = new("ResourceLocked", AzureFailureCategory.PermissionDenied),
        ["PublicIPCountLimitReached"] = Quota,
        ["InvalidResourceGroupLocation"] = new("ResourceExists", AzureFailureCategory.ResourceExists, "Hint.GroupElsewhere"),
        ["VMAgentStatusCommunicationError"] = new("ExtensionWithoutAgent", AzureFailureCategory.InvalidOperation),
        ["InvalidAuthenticationToken"] = BadToken,
        ["ExpiredAuthenticationToken"] = BadToken,
        ["InvalidAuthenticationTokenTenant"] = BadToken,
        ["AuthenticationFailed"] = SasRejected,
        ["AuthorizationPermissionMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied),
        ["AuthorizationServiceMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied, "Hint.SasOtherService"),
        ["AuthorizationResourceTypeMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied, "Hint.SasNoObjects"),
        ["AuthorizationProtocolMismatch"] = SasRejected,
        ["AuthorizationFailure"] = new("StorageNetworkDenied", AzureFailureCategory.PermissionDenied),
        ["KeyBasedAuthenticationNotPermitted"] = new("SharedKeyForbidden", AzureFailureCategory.PermissionDenied),
        ["ContainerNotFound"] = new("ContainerNotFound", AzureFailureCategory.ObjectNotFound),
        ["InvalidBlobType"] = new("TargetNotPageBlob", AzureFailureCategory.InvalidArgument),
        ["BlobImmutableDueToPolicy"] = new("TargetImmutable", AzureFailureCategory.PermissionDenied),
        ["AccountIsDisabled"] = new("StorageAccountDisabled", AzureFailureCategory.ResourceUnavailable),
        ["Crc64Mismatch"] = new("ChecksumMismatch", AzureFailureCategory.InvalidData),
        ["BlobNotFound"] = NotFound,
    };

    public static FailureRule Find(ErrorAnswer answer) =>
        ByMessage(answer) ?? Known(answer.InnerCode) ?? Known(answer.Code) ?? ByStatus(answer);

    private static FailureRule? Known(string? code) => code is not null && ByCode.TryGetValue(code, out FailureRule? rule) ? rule : null;

    // One code stands for several causes; only the text tells them apart.
    private static FailureRule? ByMessage(ErrorAnswer answer)
    {
        if (answer.Code == "AuthenticationFailed" && IsAboutTime(answer.Message)) return SasExpired;
        bool Says(string text) => answer.Message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;
        bool Is(string code) => code.Equals(answer.Code, StringComparison.OrdinalIgnoreCase) || code.Equals(answer.InnerCode, StringComparison.OrdinalIgnoreCase);
        if (Is("TooManyRequests")) return Throttled;
        if (Is("OperationNotAllowed") && Says("quota")) return Quota;
        if (Is("OperationNotAllowed"))
            return new FailureRule("OperationNotAllowed", AzureFailureCategory.InvalidOperation);
        if ((Is("BadRequest") || Is("InvalidParameter")) && Says("Hypervisor Generation"))
            return new FailureRule("SizeGenerationMismatch", AzureFailureCategory.InvalidArgument);
        if (Is("InvalidParameter") && Says("disk controller type"))
            return new FailureRule("SizeControllerMismatch", AzureFailureCategory.InvalidArgument);
        if (Is("BadRequest") && Says("uploadSizeBytes"))
            return new FailureRule("UploadSizeInvalid", AzureFailureCategory.InvalidArgument);
        return null;
    }

    /// <remarks>"Signed expiry time [...] must be after ...", "Signature not valid in the specified time frame", "Request date header is not within the accepted range".</remarks>
    private static bool IsAboutTime(string message) =>
        new[] { "expiry time", "time frame", "date header" }.Any(words => message.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0);

    private static FailureRule ByStatus(ErrorAnswer answer) => answer.Status switch
    {
        400 => InvalidRequest,
        401 => BadToken,
        403 => NotAuthorized,
        404 => NotFound,
        407 => new FailureRule("ProxyRefused", AzureFailureCategory.ConnectionError),
        409 or 412 => new FailureRule("Conflict", AzureFailureCategory.InvalidOperation),
        416 => InvalidRequest,
        429 => Throttled,
        >= 500 => Unavailable,
        _ => new FailureRule("OperationFailed", AzureFailureCategory.NotSpecified),
    };
}
