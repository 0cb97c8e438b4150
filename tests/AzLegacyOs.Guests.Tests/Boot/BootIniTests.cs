using AzLegacyOs.Guests.Boot;

namespace AzLegacyOs.Guests.Tests.Boot;

public sealed class BootIniTests
{
    private const string Server2003 = """
        [boot loader]
        redirect=COM1
        redirectbaudrate=115200
        timeout=30
        default=multi(0)disk(0)rdisk(0)partition(2)\WINDOWS
        [operating systems]
        multi(0)disk(0)rdisk(0)partition(1)\WINNT="Windows 2000 Server" /fastdetect
        multi(0)disk(0)rdisk(0)partition(2)\WINDOWS="Windows Server 2003, Enterprise" /noexecute=optout /fastdetect /3GB /userva=3030
        C:\CMDCONS\BOOTSECT.DAT="Recovery Console" /cmdcons
        """;

    [Fact]
    public void TheDefaultEntry_IsTheOneThatIsNamed()
    {
        var ini = BootIni.Parse(Server2003);

        Assert.Equal("Windows Server 2003, Enterprise", ini.Default!.Title);
        Assert.True(ini.DefaultIsListed);
        Assert.Equal(30, ini.Timeout);
        Assert.Equal("COM1", ini.Loader["REDIRECT"]);
        Assert.Equal(3, ini.Entries.Count);
        Assert.Null(ini.Entries[2].Path);
    }

    [Fact]
    public void Switches_AreSplitFromTheirValues()
    {
        IReadOnlyDictionary<string, string> switches = BootIni.Parse(Server2003).Default!.Switches;

        Assert.Equal("optout", switches["NOEXECUTE"]);
        Assert.Equal("", switches["3GB"]);
        Assert.Equal("3030", switches["USERVA"]);
        Assert.DoesNotContain("PAE", switches.Keys);
    }

    [Fact]
    public void ADefaultThatNamesNoLine_IsStartedAllTheSame()
    {
        var ini = BootIni.Parse("[boot loader]\ndefault=multi(0)disk(0)rdisk(0)partition(4)\\WINDOWS\n[operating systems]\nmulti(0)disk(0)rdisk(0)partition(1)\\WINDOWS=\"a\"");

        Assert.False(ini.DefaultIsListed);
        Assert.Equal(4, ini.Default!.Path!.Partition);
    }

    [Fact]
    public void WithoutADefault_TheFirstLineStarts()
    {
        var ini = BootIni.Parse("[operating systems]\r\nmulti(0)disk(0)rdisk(0)partition(1)\\WINDOWS=\"a\"\r\n");

        Assert.Equal("a", ini.Default!.Title);
        Assert.True(ini.DefaultIsListed);
    }

    [Fact]
    public void EndsOfPaths_AndCase_DoNotMatter()
    {
        var ini = BootIni.Parse("[Boot Loader]\nDefault = MULTI(0)DISK(0)RDISK(0)PARTITION(1)\\WINDOWS\\ \n[Operating Systems]\nmulti(0)disk(0)rdisk(0)partition(1)\\Windows = XP /fastdetect");

        Assert.True(ini.DefaultIsListed);
        Assert.Equal("XP", ini.Default!.Title);
        Assert.Contains("FASTDETECT", ini.Default.Switches.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("=\n==\n[")]
    [InlineData("[operating systems]\n\"=\"\n/=/")]
    public void Nonsense_HasNoUsableDefault(string text) => Assert.Null(BootIni.Parse(text).Default?.Path);
}
