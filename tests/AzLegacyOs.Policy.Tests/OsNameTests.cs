using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Tests;

public sealed class OsNameTests
{
    [Theory]
    [InlineData("Windows Server 2003 R2", "Windows Server 2003 R2 (x86), Windows Server 2003 R2 (x64)")]
    [InlineData("WindowsServer2003R2", "Windows Server 2003 R2 (x86), Windows Server 2003 R2 (x64)")]
    [InlineData("2003 r2 x86", "Windows Server 2003 R2 (x86)")]
    [InlineData("WindowsServer2003R2X86", "Windows Server 2003 R2 (x86)")]
    [InlineData("Microsoft Windows Server 2003, Enterprise Edition SP2 (64-bit)", "Windows Server 2003 (x64)")]
    [InlineData("win7", "Windows 7 (x86), Windows 7 (x64)")]
    [InlineData("Windows 7 Professional 32 bit", "Windows 7 (x86)")]
    [InlineData("XP", "Windows XP (x86), Windows XP Professional x64 Edition")]
    [InlineData("winxp", "Windows XP (x86), Windows XP Professional x64 Edition")]
    [InlineData("Windows XP Professional x64 Edition", "Windows XP Professional x64 Edition")]
    [InlineData("NT 4.0", "Windows NT 4.0 (x86)")]
    [InlineData("Windows NT Server 4.0", "Windows NT 4.0 (x86)")]
    [InlineData("windows 8.1", "Windows 8.1 (x86), Windows 8.1 (x64)")]
    [InlineData("2008R2", "Windows Server 2008 R2")]
    [InlineData("Windows Server 2012 R2 Datacenter", "Windows Server 2012 R2")]
    [InlineData("Windows 10 amd64", "Windows 10 (x64)")]
    [InlineData("windows 10 x86_64", "Windows 10 (x64)")]
    [InlineData("Windows 11 arm64", "Windows 11 (Arm64)")]
    [InlineData("Linux", "Linux (32-bit)")]
    [InlineData("Ubuntu 12.04 i386", "Linux (32-bit)")]
    [InlineData("FreeBSD", "BSD (32-bit)")]
    public void A_name_means_rows(string name, string rows)
    {
        Assert.True(OsName.TryParse(name, null, out IReadOnlyList<SupportRow> matches));
        Assert.Equal(rows, string.Join(", ", matches.Select(row => row.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("OS/2 Warp")]
    [InlineData("Windows 95")]
    [InlineData("Windows Server 2008 R2 x86")]
    [InlineData("Windows Server 2003 Itanium")]
    public void Other_names_mean_nothing(string name)
    {
        Assert.False(OsName.TryParse(name, null, out IReadOnlyList<SupportRow> matches));
        Assert.Empty(matches);
    }

    [Fact]
    public void A_given_architecture_wins()
    {
        Assert.True(OsName.TryParse("Windows 7", MachineArchitecture.X64, out IReadOnlyList<SupportRow> matches));
        Assert.Equal("Windows 7 (x64)", Assert.Single(matches).Name);
    }

    [Fact]
    public void Every_known_name_and_every_release_name_is_understood()
    {
        Assert.All(OsName.KnownNames, name => Assert.True(OsName.TryParse(name, null, out _), name));
        Assert.Equal(21, OsName.KnownNames.Count);
        foreach (WindowsRelease release in Enum.GetValues<WindowsRelease>())
        {
            Assert.True(OsName.TryParse(release.ToString(), null, out IReadOnlyList<SupportRow> matches), release.ToString());
            Assert.All(matches, row => Assert.Equal(release, row.Release));
        }
    }

    [Fact]
    public void Every_row_name_means_that_row()
        => Assert.All(SupportMatrix.Rows, row =>
        {
            Assert.True(OsName.TryParse(row.Name, null, out IReadOnlyList<SupportRow> matches), row.Name);
            Assert.Contains(row, matches);
        });
}
