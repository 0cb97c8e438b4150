using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Remote;

namespace AzLegacyOs.Disks.Tests.Images.Remote;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("https://a.blob.core.windows.net/c/d.vhd?sig=SECRET", "https://a.blob.core.windows.net/c/d.vhd")]
    [InlineData("HTTPS://me:SECRET@host:8443/a%20b/c#SECRET", "https://host:8443/a%20b/c")]
    [InlineData("https://[SECRET", "https://...")]
    [InlineData("/images/http.vhd", "/images/http.vhd")]
    [InlineData(@"C:\images\what?.vhd", @"C:\images\what?.vhd")]
    public void The_shown_name_has_no_key(string text, string name) => Assert.Equal(name, RemoteAddress.NameOf(text));

    [Theory]
    [InlineData("http://storage.example/c/d.vhd?sig=SECRET", "https")]
    [InlineData("https://?sig=SECRET", "complete")]
    public void Other_addresses_are_refused_without_the_key(string text, string reason)
    {
        var e = Assert.Throws<AddressRefusedException>(() => DiskImage.Open(text, TestContext.Current.CancellationToken));
        Assert.Contains(reason, e.Message);
        Assert.DoesNotContain("SECRET", e.ToString());
    }

    [Fact]
    public void A_query_is_added_to_the_one_that_is_there()
    {
        Assert.Equal("https://h/c/d?comp=pagelist", RemoteAddress.Parse("https://h/c/d").With("comp=pagelist").AbsoluteUri);
        Assert.Equal("https://h/c/d?sig=a%2Bb%3D&comp=pagelist", RemoteAddress.Parse("https://h/c/d?sig=a%2Bb%3D").With("comp=pagelist").AbsoluteUri);
    }
}
