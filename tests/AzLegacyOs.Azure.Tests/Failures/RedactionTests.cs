using AzLegacyOs.Azure.Failures;

namespace AzLegacyOs.Azure.Tests.Failures;

public class RedactionTests
{
    [Theory]
    [InlineData("PUT https://md-x.blob.storage.azure.net/c/abcd?sv=1&sig=SECRET%3D&comp=page failed")]
    [InlineData("\"accessSAS\": \"https://md-x/c/abcd?sig=SECRET\"")]
    [InlineData("{\"accessSAS\":\"SECRET\"}")]
    [InlineData("sv=2018-03-28&sr=b&sig=SECRET+more/==")]
    [InlineData("sig%3DSECRET%26")]
    [InlineData("Authorization: Bearer SECRET.x.y")]
    [InlineData("token eyJhbGciOi.SECRET.sig0")]
    [InlineData("{\"uri\":\"https://md-x/c/abcd?sv=1\\u0026sig=SECRET\\u002BSECRET\",\"next\":1}")]
    [InlineData("sv=1\\u0026sig\\u003dSECRET\\u002BSECRET")]
    [InlineData("{\"text\":\"{\\\"uri\\\":\\\"https://md-x/c/abcd?sv=1\\\\u0026sig=SECRET\\\"}\"}")]
    [InlineData("next=md-x%3Fsv%3D1%26sig%3DSECRET%252B")]
    [InlineData("the proxy https://ops:SECRET@proxy.example:8080/ refused")]
    public void Secrets_are_removed(string text) => Assert.DoesNotContain("SECRET", Redaction.Clean(text));

    [Fact]
    public void What_is_no_secret_stays()
    {
        const string text = "Creating disks legacy01-osdisk failed (QuotaExceeded): see https://aka.ms/quota for more. design=1";
        Assert.Equal(text, Redaction.Clean(text));
    }

    [Fact]
    public void A_path_stays_without_its_query() =>
        Assert.Equal("https://md-x.blob.storage.azure.net/c/abcd?REDACTED", Redaction.Clean("https://md-x.blob.storage.azure.net/c/abcd?sv=1&sig=x"));

    [Fact]
    public void A_text_of_any_kind_comes_to_an_end()
    {
        string text = string.Concat(Enumerable.Repeat("https://a?sig=", 100_000));
        Assert.True(Redaction.Clean(text).Length <= text.Length);
    }
}
