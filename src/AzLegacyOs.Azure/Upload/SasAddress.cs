using System.Globalization;
using AzLegacyOs.Azure.Deployment;

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
    public override string ToString() => Uri.GetLeftPart(UriPartial.Path);

    /// <summary>What the address itself tells against it, before anything is sent; null when nothing does.</summary>
    /// <remarks>"Create a service SAS": se is the end, sp the rights. One that follows a stored policy, as that of a managed disk, tells neither.</remarks>
    /// <param name="now">The time, in UTC.</param>
    public DeploymentRefusal? Fault(DateTimeOffset now)
    {
        if (Value("se") is { } end && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiry) && expiry <= now)
            return new DeploymentRefusal { ErrorId = "SasExpired", Reason = $"The address of {this} ran out at {expiry:u}.", Remedy = "Ask for a new one and run the command again with it: it goes on where it was." };
        if (Value("sp") is { } rights && (rights.IndexOf('r') < 0 || rights.IndexOf('w') < 0))
            return new DeploymentRefusal { ErrorId = "SasLacksRight", Reason = $"The address of {this} gives the rights '{rights}', and reading and writing are needed.", Remedy = "Ask for one with read and write access (sp=rw, and c to create a page blob)." };
        return null;
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is not absolute, has no key in it, or is neither https nor a loopback address.</exception>
    public static SasAddress Parse(string text)
    {
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
            throw new ArgumentException("The address of the target is not an https address.");
        if (uri.Scheme == "http" && !uri.IsLoopback) throw new ArgumentException("The address of the target is plain http, which would show its key to everybody on the way.");
        if (uri.Query.IndexOf("sig=", StringComparison.Ordinal) < 0) throw new ArgumentException("The address of the target has no signature in it.");
        return new SasAddress(uri, hasKey: true);
    }

    /// <summary>Reads the address of a blob that a signed-in identity opens.</summary>
    /// <exception cref="ArgumentException">It is no https address of a blob, or there is a key in it.</exception>
    public static SasAddress ParseBlob(string text)
    {
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme != "https")
            throw new ArgumentException("The address of the page blob is not an https address.");
        if (uri.Query.Length > 0) throw new ArgumentException("The address of the page blob has a query, which may be a key: give it as an address with access in it (-SasUri, --sas-uri), or without the query to sign in.");
        if (uri.Segments.Length < 3) throw new ArgumentException("The address of the page blob does not name a container and a blob: https://ACCOUNT.blob.core.windows.net/CONTAINER/NAME.vhd.");
        return new SasAddress(uri, hasKey: false);
    }

    private string? Value(string name) => Uri.Query.TrimStart('?').Split('&').Select(pair => pair.Split(['='], 2))
        .Where(pair => pair.Length == 2 && pair[0] == name).Select(pair => System.Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}
