using System.Text.RegularExpressions;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Removes what nobody may see: SAS signatures, bearer tokens, and the query of any address.</summary>
public static class Redaction
{
    private const string Hidden = "REDACTED";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // An address keeps its path; its query may be a key. A name and value pair is found outside addresses too, in plain and in escaped form.
    private static readonly Regex Query = new(@"(https?://[^\s?""'<>\\]+)\?[^\s""'<>\\]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex Signature = new(@"\b(sig|se|skoid|sktid)(=|%3d|\\u003d)[^&\s""'<>\\]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex Bearer = new(@"\bBearer\s+[\w\-.~+/=]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex WebToken = new(@"\beyJ[\w\-]{5,}\.[\w\-]+\.[\w\-]*", RegexOptions.CultureInvariant, Patience);
    private static readonly Regex AccessSas = new(@"(""(?:accessSAS|securityDataAccessSAS)""\s*:\s*"")[^""]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    /// <summary>The text without its secrets. A text that cannot be searched in time is dropped whole.</summary>
    public static string Clean(string text)
    {
        try
        {
            text = AccessSas.Replace(text, "$1" + Hidden);
            text = Query.Replace(text, "$1?" + Hidden);
            text = Signature.Replace(text, "$1=" + Hidden);
            text = Bearer.Replace(text, "Bearer " + Hidden);
            return WebToken.Replace(text, Hidden);
        }
        catch (RegexMatchTimeoutException)
        {
            return Hidden;
        }
    }
}
