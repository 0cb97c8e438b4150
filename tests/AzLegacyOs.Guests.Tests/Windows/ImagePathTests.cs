using AzLegacyOs.Guests.Windows.Services;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class ImagePathTests
{
    private static readonly ImagePath Paths = new(@"\WINDOWS", 'C');

    [Theory]
    [InlineData(@"system32\drivers\vmbus.sys", @"\WINDOWS\system32\drivers\vmbus.sys")]
    [InlineData(@"System32\DRIVERS\intelide.sys", @"\WINDOWS\System32\DRIVERS\intelide.sys")]
    [InlineData(@"\SystemRoot\system32\drivers\storvsc.sys", @"\WINDOWS\system32\drivers\storvsc.sys")]
    [InlineData(@"%SystemRoot%\system32\drivers\a.sys", @"\WINDOWS\system32\drivers\a.sys")]
    [InlineData(@"\??\C:\WINDOWS\system32\drivers\a.sys", @"\WINDOWS\system32\drivers\a.sys")]
    [InlineData(@"\??\c:\Program Files\x\a.sys", @"\Program Files\x\a.sys")]
    [InlineData(@"C:\WINDOWS\system32\drivers\a.sys", @"\WINDOWS\system32\drivers\a.sys")]
    [InlineData(@"\WINDOWS\system32\drivers\a.sys", @"\WINDOWS\system32\drivers\a.sys")]
    [InlineData(null, @"\WINDOWS\System32\drivers\pciide.sys")]
    [InlineData("  ", @"\WINDOWS\System32\drivers\pciide.sys")]
    public void ADriversPath_IsFound(string? imagePath, string expected)
    {
        Assert.Equal([expected], Paths.Resolve("pciide", imagePath, isDriver: true));
    }

    [Theory]
    [InlineData(@"%SystemRoot%\system32\svchost.exe -k netsvcs", @"\WINDOWS\system32\svchost.exe")]
    [InlineData(@"""C:\Program Files\VMware\vmtoolsd.exe"" -n vmsvc", @"\Program Files\VMware\vmtoolsd.exe")]
    [InlineData(@"C:\Program Files\App\a.exe -x", @"\Program Files\App\a.exe")]
    [InlineData(@"%ProgramFiles%\App\a -x", @"\Program Files\App\a.exe")]
    [InlineData("spoolsv.exe", @"\WINDOWS\System32\spoolsv.exe")]
    public void AServicesPath_IsAmongTheCandidates(string imagePath, string expected)
    {
        Assert.Contains(expected, Paths.Resolve("service", imagePath, isDriver: false));
    }

    [Theory]
    [InlineData(@"D:\drivers\a.sys", true)]
    [InlineData(@"\Device\HarddiskVolume2\a.sys", true)]
    [InlineData(@"\\server\share\a.exe", false)]
    [InlineData(@"%UNKNOWN%\a.exe", false)]
    [InlineData(@"%a%%b%%c%", false)]
    [InlineData(null, false)]
    [InlineData(@"""", false)]
    public void APathToElsewhere_IsNotLookedFor(string? imagePath, bool isDriver)
    {
        Assert.Empty(Paths.Resolve("name", imagePath, isDriver));
    }

    [Fact]
    public void AHostilePath_GivesAFewCandidatesOnly()
    {
        Assert.True(Paths.Resolve("name", string.Concat(Enumerable.Repeat("C:\\a ", 400)), isDriver: false).Count <= 16);
        Assert.Empty(Paths.Resolve("name", string.Concat(Enumerable.Repeat("%SystemRoot%", 100)), isDriver: false));
    }
}
