namespace AzLegacyOs.Azure.Upload;

/// <summary>An address that is its own key. Its text form is without the key.</summary>
internal sealed class SasAddress
{
    private SasAddress(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>Host and path, for messages.</summary>
    public override string ToString() => Uri.GetLeftPart(UriPartial.Path);

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is not absolute, has no key in it, or is neither https nor a loopback address.</exception>
    public static SasAddress Parse(string text)
    {
        if (!System.Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
            throw new ArgumentException("The address of the target is not an https address.");
        if (uri.Scheme == "http" && !uri.IsLoopback) throw new ArgumentException("The address of the target is plain http, which would show its key to everybody on the way.");
        if (uri.Query.IndexOf("sig=", StringComparison.Ordinal) < 0) throw new ArgumentException("The address of the target has no signature in it.");
        return new SasAddress(uri);
    }
}
