using System.Globalization;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>The blob endpoint of storage accounts: page blobs, reached with a SAS or signed in.</summary>
/// <remarks>Put Blob and Delete Blob, https://learn.microsoft.com/rest/api/storageservices/put-blob.</remarks>
internal sealed class BlobService(Func<string, StorageAccount> find, string token)
{
    private const string Domain = ".blob.core.windows.net";

    private const int PageSize = 512;

    /// <summary>Whether a host is that of a storage account.</summary>
    public static bool Serves(string host) => host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>The account and blob of an address.</summary>
    public (StorageAccount Account, PageBlob? Blob) Find(Uri address)
    {
        StorageAccount account = find(AccountOf(address));
        return (account, account.Find(address.AbsolutePath));
    }

    public RehearsalReply Answer(RehearsalRequest request) => PageOperations.Guard(request, () =>
    {
        (StorageAccount account, PageBlob? blob) = Find(request.Uri);
        Authorize(request, account);
        return (request.Method, request.Query("comp")) switch
        {
            ("PUT", null) => Create(request, account),
            ("DELETE", null) => Delete(request, account),
            ("HEAD", null) => PageOperations.Look(Require(blob)),
            ("GET", null) => PageOperations.Read(request, Require(blob)),
            ("GET", "pagelist") => PageOperations.List(Require(blob)),
            ("PUT", "page") => PageOperations.Write(request, Require(blob)),
            _ => throw new StorageRefusal(400, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid."),
        };
    });

    private void Authorize(RehearsalRequest request, StorageAccount account)
    {
        if (request.Header("x-ms-version") is null) throw new StorageRefusal(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.");
        if (request.Header("Authorization") is { } authorization)
        {
            if (authorization != "Bearer " + token) throw new StorageRefusal(401, "InvalidAuthenticationInfo", "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");
            if (!account.HasRole) throw PageService.Mismatch();
            return;
        }

        if (request.Query("sig") is not { } signature) throw new StorageRefusal(401, "NoAuthenticationInformation", "Server failed to authenticate the request.");
        if (!account.AllowsSharedKeys) throw new StorageRefusal(403, "KeyBasedAuthenticationNotPermitted", "Key based authentication is not permitted on this storage account.");
        if (signature != account.Signature)
            throw new StorageRefusal(403, "AuthenticationFailed", "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.");
    }

    private static RehearsalReply Create(RehearsalRequest request, StorageAccount account)
    {
        if (request.Header("x-ms-blob-type") != "PageBlob") throw new StorageRefusal(400, "InvalidHeaderValue", "The rehearsal has page blobs alone.");
        if (!long.TryParse(request.Header("x-ms-blob-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length) || length % PageSize != 0)
            throw new StorageRefusal(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
        string path = request.Uri.AbsolutePath;
        account.Add(path, new PageBlob(path, length));
        return PageOperations.Reply(201, []);
    }

    private static RehearsalReply Delete(RehearsalRequest request, StorageAccount account)
    {
        account.Remove(request.Uri.AbsolutePath);
        return PageOperations.Reply(202, []);
    }

    private static PageBlob Require(PageBlob? blob) => blob ?? throw StorageAccount.NotFound();

    private static string AccountOf(Uri address) => address.Host.Split('.')[0];
}
