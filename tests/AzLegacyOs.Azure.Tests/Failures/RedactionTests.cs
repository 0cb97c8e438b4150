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
