using System.Globalization;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Texts;

namespace AzLegacyOs.Azure.Upload;

/// <summary>An address that is its own key, or one that an identity opens. Its text form is without the key.</summary>
internal sealed class SasAddress
{
    private SasAddress(Uri uri, bool hasKey)
    {
        Uri = uri;
        HasKey = hasKey;
    }

    public Uri Uri { get; }

    /// <summary>Whether the key is in it.</summary>
    public bool HasKey { get; }

    /// <summary>Host and path, for messages.</summary>
    public override string ToString() => Uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>What the address itself tells against it, before anything is sent; null when nothing does.</summary>
    /// <remarks>"Create a service SAS": se is the end, sp the rights. One that follows a stored policy, as that of a managed disk, tells neither.</remarks>
    /// <param name="now">The time, in UTC.</param>
    public DeploymentRefusal? Fault(DateTimeOffset now)
    {
        if (Value("se") is { } end && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiry) && expiry <= now)
            return new DeploymentRefusal { ErrorId = "SasExpired", Reason = AzureText.Of("Sas.Expired", this, expiry), Remedy = AzureText.Of("Sas.ExpiredRemedy") };
        if (Value("sp") is { } rights && (rights.IndexOf('r') < 0 || rights.IndexOf('w') < 0))
            return new DeploymentRefusal { ErrorId = "SasLacksRight", Reason = AzureText.Of("Sas.LacksRight", this, rights), Remedy = AzureText.Of("Sas.LacksRightRemedy") };
        return null;
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is not absolute, has no key in it, or is neither https nor a loopback address.</exception>
    public static SasAddress Parse(string text)
    {
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
            throw new ArgumentException(AzureText.Of("Sas.NotHttps"));
        if (uri.Scheme == "http" && !uri.IsLoopback) throw new ArgumentException(AzureText.Of("Sas.PlainHttp"));
        if (uri.Query.IndexOf("sig=", StringComparison.Ordinal) < 0) throw new ArgumentException(AzureText.Of("Sas.NoSignature"));
        return new SasAddress(uri, hasKey: true);
    }

    /// <summary>Reads the address of a blob that a signed-in identity opens.</summary>
    /// <param name="text">The address.</param>
    /// <param name="cloud">The cloud of the identity: its token is sent to nobody else.</param>
    /// <exception cref="ArgumentException">It is no https address of a blob of that cloud, or there is a key in it.</exception>
    public static SasAddress ParseBlob(string text, AzureCloud cloud)
    {
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme != "https")
            throw new ArgumentException(AzureText.Of("BlobAddress.NotHttps"));
        if (uri.Query.Length > 0) throw new ArgumentException(AzureText.Of("BlobAddress.Query"));
        if (uri.Segments.Length < 3) throw new ArgumentException(AzureText.Of("BlobAddress.NoBlob"));
        if (!cloud.ServesBlobs(uri.Host)) throw new ArgumentException(AzureText.Of("BlobAddress.Elsewhere", uri.Host, cloud.Name));
        return new SasAddress(uri, hasKey: false);
    }

    private string? Value(string name) => Uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split(['='], 2))
        .Where(pair => pair.Length == 2 && pair[0] == name).Select(pair => System.Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}
