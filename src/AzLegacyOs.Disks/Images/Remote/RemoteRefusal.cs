using System.Net;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>A server's answer that no repetition will better. Its text has no part of the address but the name.</summary>
internal sealed class RemoteRefusal : IOException
{
    private RemoteRefusal(RemoteAddress address, string reason)
        : base($"{address}: {reason}.")
    {
    }

    /// <summary>Says what the status means for a person who wants to read an image.</summary>
    public static RemoteRefusal Of(RemoteAddress address, HttpResponseMessage answer)
    {
        int status = (int)answer.StatusCode;
        string code = ErrorCode(answer);
        string shown = code.Length > 0 ? $"{status}, {code}" : $"{status}";
        string key = address.HasQuery ? "" : "; the address has no SAS in it";
        string reason = answer.StatusCode switch
        {
            HttpStatusCode.OK => "the server ignores ranges and would send the whole image each time; copy the image to a server that knows ranges, or download it",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"access was refused ({shown}): the SAS has expired, is not valid yet or lacks the right to read, or the firewall of the storage account does not admit this machine{key}",
            HttpStatusCode.NotFound => $"there is no such blob or disk ({shown}){key}",
            HttpStatusCode.Conflict when code == "BlobArchived" => "the blob is in the archive tier and cannot be read: rehydrate it first",
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => $"the server sends the reader to another address ({shown}), which is not followed: give the final address",
            _ => $"the server refused to give the image ({shown}){key}",
        };
        return new RemoteRefusal(address, reason);
    }

    // The code of the storage services, such as BlobNotFound. The message beside it can repeat the signature, so it is not shown.
    private static string ErrorCode(HttpResponseMessage answer)
    {
        string code = answer.Headers.TryGetValues("x-ms-error-code", out IEnumerable<string>? values) ? values.First() : "";
        return code.Length <= 64 && code.All(c => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9') ? code : "";
    }
}
