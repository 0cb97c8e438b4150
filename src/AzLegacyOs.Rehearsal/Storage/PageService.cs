using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>The endpoint that takes the pages of a disk, with the refusals of the real one.</summary>
/// <remarks>Put Page, Get Page Ranges and Get Blob, https://learn.microsoft.com/rest/api/storageservices/put-page.</remarks>
internal sealed class PageService(Func<DateTimeOffset> clock)
{
    private readonly object _lock = new();

    // Container of the address -> what it stands for.
    private readonly Dictionary<string, SasGrant> _grants = [];

    /// <summary>Gives out an access and returns its address.</summary>
    public string Grant(SasGrant grant)
    {
        string container = Guid.NewGuid().ToString("N");
        lock (_lock) _grants[container] = grant;
        return grant.Address(container);
    }

    /// <summary>The access that an address stands for, by its container; null where there is none.</summary>
    public SasGrant? Find(string container)
    {
        lock (_lock) return _grants.TryGetValue(container, out SasGrant? grant) ? grant : null;
    }

    public RehearsalReply Answer(RehearsalRequest request) => PageOperations.Guard(request, () =>
    {
        SasGrant grant = Authorize(request);
        return (request.Method, request.Query("comp")) switch
        {
            ("HEAD", null) => PageOperations.Look(grant.Blob),
            ("GET", null) => PageOperations.Read(request, grant.Blob),
            ("GET", "pagelist") => PageOperations.List(grant.Blob),
            ("PUT", "page") => grant.CanWrite ? PageOperations.Write(request, grant.Blob) : throw Mismatch(),
            _ => throw new StorageRefusal(409, "OperationNotAllowedOnDisk", "A managed disk takes no such operation."),
        };
    });

    /// <summary>The refusal of somebody who is known and may not do it.</summary>
    public static StorageRefusal Mismatch() => new(403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");

    private SasGrant Authorize(RehearsalRequest request)
    {
        SasGrant? grant = Find(request.Segments.FirstOrDefault() ?? "");
        if (grant is null || grant.IsRevoked || grant.Signature != request.Query("sig") || clock() >= grant.Expires)
            throw new StorageRefusal(403, "AuthenticationFailed", "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.");
        if (request.Header("x-ms-version") is null) throw new StorageRefusal(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
        return grant;
    }
}
