using AzLegacyOs.Guests.Windows.Network;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class ProxyReaderTests
{
    [Theory]
    [InlineData("1800000000000000" + "01000000" + "0000000000000000")]
    [InlineData("2800000000000000" + "01000000" + "0000000000000000")]
    public void DirectAccess_HasNoProxy(string bytes) => Assert.Equal(new ProxyFacts("", ""), ProxyReader.Parse(Convert.FromHexString(bytes)));

    [Fact]
    public void AProxy_AndWhatGoesAroundIt_AreRead()
    {
        byte[] bytes = [.. Convert.FromHexString("180000000000000003000000" + "08000000"), .. "px1:8080"u8, .. Convert.FromHexString("0D000000"), .. "168.63.129.16"u8];

        Assert.Equal(new ProxyFacts("px1:8080", "168.63.129.16"), ProxyReader.Parse(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("180000000000000003000000")]
    [InlineData("180000000000000003000000FFFFFFFF")]
    [InlineData("990000000000000001000000")]
    public void AnythingElse_IsNotTakenForDirect(string bytes) => Assert.Null(ProxyReader.Parse(Convert.FromHexString(bytes)));
}
