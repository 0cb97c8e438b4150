using System.Security.Cryptography;

namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>An access to a page blob that was given out.</summary>
internal sealed class SasGrant
{
    public SasGrant(PageBlob blob, bool canWrite, DateTimeOffset expires)
    {
        Blob = blob;
        CanWrite = canWrite;
        Expires = expires;
        byte[] key = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        Signature = Convert.ToBase64String(key);
    }

    public PageBlob Blob { get; }

    public bool CanWrite { get; }

    public DateTimeOffset Expires { get; set; }

    public string Signature { get; }

    /// <summary>Set when the access is taken back.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>The address with the key in it.</summary>
    public string Address(string container) =>
        $"https://md-impexp-{container.Substring(0, 12)}.z14.blob.storage.azure.net/{container}/abcd?sv=2018-03-28&sr=b&si={Guid.NewGuid()}&sig={Uri.EscapeDataString(Signature)}";
}
