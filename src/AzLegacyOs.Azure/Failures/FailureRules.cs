using System.Text.RegularExpressions;

namespace AzLegacyOs.Azure.Failures;

/// <summary>What an error of the service means to a person.</summary>
/// <param name="ErrorId">Our stable id.</param>
/// <param name="Category">Its kind.</param>
/// <param name="Hint">What to do.</param>
internal sealed record FailureRule(string ErrorId, AzureFailureCategory Category, string Hint)
{
    private static readonly Regex MissingAction = new(@"perform action '([^']{1,200})'", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public string HintFor(ErrorAnswer answer)
    {
        Match action = MissingAction.Match(answer.Message);
        string hint = ErrorId == "AuthorizationFailed" && action.Success ? $"Ask for a role that holds the action {action.Groups[1].Value}." : Hint;
        return answer.RetryAfter is null || Category != AzureFailureCategory.LimitsExceeded ? hint : $"{hint} The service asks to wait {answer.RetryAfter} s.";
    }
}

/// <summary>The errors that the journey is known to meet. The code goes before the HTTP status: a failed operation answers 200.</summary>
internal static class FailureRules
{
    private static readonly FailureRule Throttled = new("Throttled", AzureFailureCategory.LimitsExceeded, "Wait and run the command again: it goes on where it was.");

    private static readonly FailureRule Quota = new(
        "QuotaExceeded", AzureFailureCategory.QuotaExceeded, "Choose a smaller size or another family or region, or ask for a higher quota in the portal under Quotas.");

    private static readonly FailureRule NoCapacity = new(
        "NoCapacity", AzureFailureCategory.ResourceUnavailable, "Try another size, zone or region, or try again later; the disk is uploaded and will be used as it is.");

    private static readonly FailureRule SasRejected = new(
        "SasRejected", AzureFailureCategory.SecurityError, "The address of the disk has run out or lacks the right. Ask for a new one with write access and run the command again.");

    private static readonly FailureRule SasExpired = new(
        "SasExpired", AzureFailureCategory.SecurityError, "The address has run out or is not valid yet. Check the clock of this machine, ask for a new address and run the command again with it: it goes on where it was.");

    private static readonly FailureRule NotFound = new(
        "ResourceNotFound", AzureFailureCategory.ObjectNotFound, "Check the name, the resource group and the subscription.");

    private static readonly FailureRule InvalidRequest = new(
        "InvalidRequest", AzureFailureCategory.InvalidArgument, "Correct the value that Azure names.");

    private static readonly FailureRule BadToken = new(
        "TokenRejected", AzureFailureCategory.AuthenticationError, "Sign in again, or hand over a fresh token for Resource Manager of this cloud and tenant.");

    private static readonly FailureRule NotAuthorized = new(
        "AuthorizationFailed", AzureFailureCategory.PermissionDenied, "Ask for a role on the resource group that allows the operation, for example Virtual Machine Contributor and Network Contributor.");

    private static readonly FailureRule Unavailable = new(
        "ServiceUnavailable", AzureFailureCategory.ResourceUnavailable, "Wait and run the command again: it goes on where it was.");

    private static readonly Dictionary<string, FailureRule> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["InvalidVhd"] = new("UploadedDiskInvalid", AzureFailureCategory.InvalidData, "The footer that Azure found on the disk is not that of a fixed VHD: the upload is incomplete or was changed. Remove the disk and upload again."),
        ["SkuNotAvailable"] = new("SizeNotAvailable", AzureFailureCategory.ResourceUnavailable, "This subscription cannot use the size in this region or zone. Choose another size, zone or region."),
        ["QuotaExceeded"] = Quota,
        ["TooManyRequests"] = Throttled,
        ["SubscriptionRequestsThrottled"] = Throttled,
        ["ServerBusy"] = Throttled,
        ["AllocationFailed"] = NoCapacity,
        ["ZonalAllocationFailed"] = NoCapacity,
        ["OverconstrainedAllocationRequest"] = NoCapacity,
        ["OverconstrainedZonalAllocationRequest"] = NoCapacity,
        ["ConflictingUserInput"] = new("ResourceExists", AzureFailureCategory.ResourceExists, "A resource of that name exists. Choose another name, or remove it."),
        ["ResourceNotFound"] = NotFound,
        ["ResourceGroupNotFound"] = NotFound,
        ["ParentResourceNotFound"] = NotFound,
        ["SubscriptionNotFound"] = NotFound,
        ["PropertyChangeNotAllowed"] = new("PropertyChangeNotAllowed", AzureFailureCategory.InvalidOperation, "The resource exists with another value that cannot be changed. Choose another name, or remove it."),
        ["AuthorizationFailed"] = NotAuthorized,
        ["LinkedAuthorizationFailed"] = NotAuthorized,
        ["RequestDisallowedByPolicy"] = new("DisallowedByPolicy", AzureFailureCategory.PermissionDenied, "An Azure Policy forbids it. The message names the policy; ask its owner, or change what it objects to."),
        ["MissingSubscriptionRegistration"] = new("ProviderNotRegistered", AzureFailureCategory.InvalidOperation, "Register the resource provider that the message names, for example: Register-AzResourceProvider -ProviderNamespace Microsoft.Compute."),
        ["LocationNotAvailableForResourceType"] = new("LocationNotAvailable", AzureFailureCategory.InvalidArgument, "Choose a region that offers the resource; the message lists them."),
        ["InvalidResourceGroupLocation"] = new("ResourceExists", AzureFailureCategory.ResourceExists, "The resource group exists in another region. Use it as it is, or choose another name."),
        ["VMAgentStatusCommunicationError"] = new("ExtensionWithoutAgent", AzureFailureCategory.InvalidOperation, "The VM is up, but no VM agent answers in it, so that an extension cannot run. Remove the extension."),
        ["InvalidAuthenticationToken"] = BadToken,
        ["ExpiredAuthenticationToken"] = BadToken,
        ["InvalidAuthenticationTokenTenant"] = BadToken,
        ["AuthenticationFailed"] = SasRejected,
        ["AuthorizationPermissionMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied, "The address or the identity does not hold the right. Ask for an address with read and write access (sp=rw, and c to create a page blob), or for the role Storage Blob Data Contributor; the same command then goes on where it was."),
        ["AuthorizationServiceMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied, "The address is for another service. Ask for one that gives access to blobs."),
        ["AuthorizationResourceTypeMismatch"] = new("SasLacksRight", AzureFailureCategory.PermissionDenied, "The address does not give access to objects. Ask for one of the blob or its container, or of the account with srt=o."),
        ["AuthorizationProtocolMismatch"] = SasRejected,
        ["AuthorizationFailure"] = new("StorageNetworkDenied", AzureFailureCategory.PermissionDenied, "The storage account does not let this network in. Ask its owner to allow the address of this machine, or run where a private endpoint leads to it."),
        ["KeyBasedAuthenticationNotPermitted"] = new("SharedKeyForbidden", AzureFailureCategory.PermissionDenied, "The storage account forbids shared keys, and an address that was signed with one. Ask for a user delegation SAS, which Microsoft Entra signs, or sign in and give the address without the query (-BlobUri, --blob-uri)."),
        ["ContainerNotFound"] = new("ContainerNotFound", AzureFailureCategory.ObjectNotFound, "Check the name of the container in the address, or create it."),
        ["InvalidBlobType"] = new("TargetNotPageBlob", AzureFailureCategory.InvalidArgument, "Name another blob, or remove the one that is there."),
        ["BlobImmutableDueToPolicy"] = new("TargetImmutable", AzureFailureCategory.PermissionDenied, "A policy keeps the blobs of the container from being changed. Name another container."),
        ["AccountIsDisabled"] = new("StorageAccountDisabled", AzureFailureCategory.ResourceUnavailable, "The storage account is disabled. Ask its owner."),
        ["Crc64Mismatch"] = new("ChecksumMismatch", AzureFailureCategory.InvalidData, "Bytes were changed on the way. Run the command again; if it happens again, look for a proxy that rewrites traffic."),
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
            return new FailureRule("OperationNotAllowed", AzureFailureCategory.InvalidOperation, "The resource is in a state that forbids it: a disk under upload, a running VM. Wait for the other operation, or end it.");
        if ((Is("BadRequest") || Is("InvalidParameter")) && Says("Hypervisor Generation"))
            return new FailureRule("SizeGenerationMismatch", AzureFailureCategory.InvalidArgument, "Choose a size that can run the generation of the disk; sizes of version 6 and later run Generation 2 alone.");
        if (Is("InvalidParameter") && Says("disk controller type"))
            return new FailureRule("SizeControllerMismatch", AzureFailureCategory.InvalidArgument, "Choose a size with a SCSI disk controller; a Generation 1 disk cannot use NVMe.");
        if (Is("BadRequest") && Says("uploadSizeBytes"))
            return new FailureRule("UploadSizeInvalid", AzureFailureCategory.InvalidArgument, "The disk has to be a whole number of MiB and the footer of 512 bytes.");
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
        407 => new FailureRule("ProxyRefused", AzureFailureCategory.ConnectionError, "A proxy on the way asks for a sign-in. Set HTTPS_PROXY with the name and password that it takes, or ask for a way past it."),
        409 or 412 => new FailureRule("Conflict", AzureFailureCategory.InvalidOperation, "Another operation is under way or the resource is in the wrong state. Wait and run the command again."),
        416 => InvalidRequest,
        429 => Throttled,
        >= 500 => Unavailable,
        _ => new FailureRule("OperationFailed", AzureFailureCategory.NotSpecified, "Read what Azure says; the request id finds the operation in the activity log."),
    };
}
