using AzLegacyOs.Guests.Windows.Identity;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class EditionNamesTests
{
    [Theory]
    [InlineData(5, 2, true, "Terminal Server", "Standard")]
    [InlineData(5, 2, true, "Enterprise|Terminal Server", "Enterprise")]
    [InlineData(5, 2, true, "Enterprise|DataCenter", "Datacenter")]
    [InlineData(5, 2, true, "Blade", "Web")]
    [InlineData(5, 2, true, "Small Business(Restricted)", "SmallBusiness")]
    [InlineData(5, 0, true, "Enterprise", "AdvancedServer")]
    [InlineData(5, 0, true, "", "Server")]
    [InlineData(5, 1, false, "", "Professional")]
    [InlineData(5, 1, false, "Personal", "Home")]
    [InlineData(5, 1, false, "EmbeddedNT", "Embedded")]
    [InlineData(4, 0, false, "", "Workstation")]
    public void OldReleases_AreNamedByTheirSuites(int major, int minor, bool isServer, string suites, string expected)
    {
        Assert.Equal(expected, EditionNames.Derive(new VersionNumber(major, minor, 1), isServer, suites.Split('|', StringSplitOptions.RemoveEmptyEntries), "Windows"));
    }

    [Fact]
    public void NothingIsClaimed_WhereTheSuitesCouldNotBeRead()
    {
        Assert.Null(EditionNames.Derive(new VersionNumber(5, 2, 3790), true, null, null));
        Assert.Null(EditionNames.Derive(new VersionNumber(5, 2, 3790), null, [], "Windows"));
    }

    [Fact]
    public void LaterReleases_KeepTheirOwnEditionId() => Assert.Null(EditionNames.Derive(new VersionNumber(6, 1, 7601), true, [], "Windows"));
}
