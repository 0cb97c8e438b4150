using AzLegacyOs.Guests.Windows.Identity;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class ReleaseTableTests
{
    [Theory]
    [InlineData(4, 0, 1381, true, "Windows NT", WindowsRelease.WindowsNT4)]
    [InlineData(5, 0, 2195, true, "Microsoft Windows 2000", WindowsRelease.Windows2000)]
    [InlineData(5, 1, 2600, false, "Microsoft Windows XP", WindowsRelease.WindowsXP)]
    [InlineData(5, 2, 3790, false, "Microsoft Windows XP", WindowsRelease.WindowsXP)]
    [InlineData(5, 2, 3790, true, "Microsoft Windows Server 2003", WindowsRelease.WindowsServer2003)]
    [InlineData(5, 2, 3790, true, "Microsoft Windows Server 2003 R2", WindowsRelease.WindowsServer2003R2)]
    [InlineData(6, 0, 6002, false, "Windows Vista (TM) Business", WindowsRelease.WindowsVista)]
    [InlineData(6, 0, 6003, true, "Windows Server (R) 2008 Standard", WindowsRelease.WindowsServer2008)]
    [InlineData(6, 1, 7601, false, "Windows 7 Professional", WindowsRelease.Windows7)]
    [InlineData(6, 1, 7601, true, "Windows Server 2008 R2 Standard", WindowsRelease.WindowsServer2008R2)]
    [InlineData(6, 2, 9200, false, "Windows 8", WindowsRelease.Windows8)]
    [InlineData(6, 2, 9200, true, "Windows Server 2012 Standard", WindowsRelease.WindowsServer2012)]
    [InlineData(6, 3, 9600, false, "Windows 8.1", WindowsRelease.Windows81)]
    [InlineData(6, 3, 9600, true, "Windows Server 2012 R2 Standard", WindowsRelease.WindowsServer2012R2)]
    [InlineData(10, 0, 19045, false, "Windows 10 Pro", WindowsRelease.Windows10)]
    [InlineData(10, 0, 14393, true, "Windows Server 2016 Datacenter", WindowsRelease.WindowsServer2016)]
    [InlineData(10, 0, 17763, true, "Windows Server 2019 Datacenter", WindowsRelease.WindowsServer2019)]
    [InlineData(10, 0, 20348, true, "Windows Server 2022 Datacenter", WindowsRelease.WindowsServer2022)]
    [InlineData(10, 0, 22631, false, "Windows 10 Pro", WindowsRelease.Windows11)]
    [InlineData(10, 0, 26100, true, "Windows Server 2025 Datacenter", WindowsRelease.WindowsServer2025)]
    [InlineData(10, 0, 26100, false, "Windows 10 Enterprise", WindowsRelease.Windows11)]
    public void EachRelease_IsKnownByItsNumber(int major, int minor, int build, bool isServer, string product, WindowsRelease expected)
    {
        Assert.Equal(expected, ReleaseTable.Find(new VersionNumber(major, minor, build), isServer, product));
    }

    [Theory]
    [InlineData(3, 51, 1057, true)]
    [InlineData(10, 0, 17134, true)]
    [InlineData(10, 0, 25398, true)]
    [InlineData(10, 0, 9926, false)]
    [InlineData(11, 0, 30000, true)]
    public void WhatTheMatrixDoesNotKnow_IsNull(int major, int minor, int build, bool isServer)
    {
        Assert.Null(ReleaseTable.Find(new VersionNumber(major, minor, build), isServer, "Windows Server"));
    }

    [Fact]
    public void WithoutServerOrClient_OnlyAReleaseThatIsBothIsNamed()
    {
        Assert.Null(ReleaseTable.Find(new VersionNumber(6, 1, 7601), null, null));
        Assert.Equal(WindowsRelease.Windows2000, ReleaseTable.Find(new VersionNumber(5, 0, 2195), null, null));
    }

    [Theory]
    [InlineData("5.2", "3790", 5, 2, 3790)]
    [InlineData("6.3", " 9600 ", 6, 3, 9600)]
    public void Versions_AreParsed(string version, string build, int major, int minor, int number)
    {
        Assert.Equal(new VersionNumber(major, minor, number), VersionNumber.Parse(version, build));
    }

    [Theory]
    [InlineData(null, "3790")]
    [InlineData("5.2", null)]
    [InlineData("5", "3790")]
    [InlineData("5.2", "1.511.1 () (Obsolete data - do not use)")]
    [InlineData("-5.2", "1")]
    [InlineData("5.2", "99999999999")]
    public void NoVersions_AreNull(string? version, string? build) => Assert.Null(VersionNumber.Parse(version, build));

    [Theory]
    [InlineData("Service Pack 2", 2)]
    [InlineData("Service Pack 1, v.178", 1)]
    [InlineData("Pack de service 3", 3)]
    [InlineData("", 0)]
    [InlineData("beta", null)]
    [InlineData("Service Pack \u0662", null)]
    public void ServicePacks_AreParsed(string text, int? expected) => Assert.Equal(expected, ServicePackText.Parse(text));
}
