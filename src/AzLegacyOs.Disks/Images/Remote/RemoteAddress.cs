namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>The address of an image on a server. Its query may be a key, so its text form is without the query.</summary>
public sealed class RemoteAddress
{
    private readonly string _name;

    private RemoteAddress(Uri uri)
    {
        Uri = uri;
        _name = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    /// <summary>The whole address, key included: for requests alone.</summary>
    internal Uri Uri { get; }

    /// <summary>Whether the address has a query, and so may have a key.</summary>
    internal bool HasQuery => Uri.Query.Length > 1;

    /// <summary>Whether a person gave an address and not a path.</summary>
    public static bool IsAddress(string pathOrAddress) =>
        pathOrAddress.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || pathOrAddress.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>What may be shown: a path as it is; of an address the scheme, host and path.</summary>
    public static string NameOf(string pathOrAddress)
    {
        if (!IsAddress(pathOrAddress)) return pathOrAddress;
        return Uri.TryCreate(pathOrAddress, UriKind.Absolute, out Uri? uri) ? new RemoteAddress(uri)._name : pathOrAddress.Substring(0, pathOrAddress.IndexOf(':')) + "://...";
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="AddressRefusedException">It is not a whole address, or plain http to another machine.</exception>
    public static RemoteAddress Parse(string text)
    {
        if (!IsAddress(text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)) throw new AddressRefusedException(NameOf(text), "this is not a complete https address");
        var address = new RemoteAddress(uri);
        if (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            throw new AddressRefusedException(address._name, "plain http would show the image and the key in its address to everybody on the way: use https");
        return address;
    }

    /// <summary>Scheme, host and path.</summary>
    public override string ToString() => _name;

    /// <summary>The address with more in its query.</summary>
    internal Uri With(string query)
    {
        string whole = Uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return new Uri(whole + (HasQuery ? "&" : "?") + query);
    }
}
