using System.Text.RegularExpressions;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Removes what nobody may see: SAS signatures, bearer tokens, and the query of any address.</summary>
public static class Redaction
{
    private const string Hidden = "REDACTED";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // An address keeps its path; its query may be a key, and so is what stands before an at sign. A name and value pair is found outside addresses too.
    // JSON writes & and + as \u0026 and \u002B, and an address in a query has them as %26 and %2B: neither begins a new word, nor ends a value.
    private static readonly Regex Query = new(@"(https?://[^\s?""'<>\\]+)\?(?:[^\s""'<>\\]|\\u[0-9a-f]{4})*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex Signature = new(@"(?<![a-z])(sig|se|skoid|sktid)(=|%3d|\\u003d)(?:[^&\s""'<>\\]|\\u[0-9a-f]{4})+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex Password = new(@"(https?://)[^\s/?@""'<>\\]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex Bearer = new(@"\bBearer\s+[\w\-.~+/=]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
    private static readonly Regex WebToken = new(@"\beyJ[\w\-]{5,}\.[\w\-]+\.[\w\-]*", RegexOptions.CultureInvariant, Patience);
    private static readonly Regex AccessSas = new(@"(""(?:accessSAS|securityDataAccessSAS)""\s*:\s*"")[^""]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);

    /// <summary>The text without its secrets. A text that cannot be searched in time is dropped whole.</summary>
    public static string Clean(string text)
    {
        try
        {
            text = AccessSas.Replace(text, "$1" + Hidden);
            text = Password.Replace(text, "$1" + Hidden + "@");
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
