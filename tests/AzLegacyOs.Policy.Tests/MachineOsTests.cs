using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Policy.Tests;

public sealed class MachineOsTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    private static readonly MachineFacts Bare = new() { Name = "erp", Id = "/subscriptions/s/x", OsType = "Windows", PowerState = "running", Generation = VmGeneration.V1 };

    [Theory]
    [InlineData("Windows Server 2012 R2 Datacenter", "6.3.9600.20778", WindowsRelease.WindowsServer2012R2, Knowledge.Yes)]
    [InlineData("Windows Server 2008 R2 Enterprise", "6.1.7601.0", WindowsRelease.WindowsServer2008R2, Knowledge.Yes)]
    [InlineData("Windows Server 2022 Datacenter Azure Edition", "10.0.20348.2031", WindowsRelease.WindowsServer2022, Knowledge.No)]
    [InlineData("Microsoft Windows 8.1 Enterprise", "6.3.9600", WindowsRelease.Windows81, Knowledge.Yes)]
    [InlineData("Windows 10 Enterprise multi-session", "10.0.26100.3447", WindowsRelease.Windows11, Knowledge.No)]
    public void What_the_agent_says_is_believed_and_is_64_bit(string name, string version, WindowsRelease release, Knowledge isLegacy)
    {
        // An image that it was made from, and a tag, are older news.
        MachineOs os = MachineOsJudgement.Judge(
            Bare with { ReportedName = name, ReportedVersion = version, Image = new MarketplaceImage("MicrosoftWindowsServer", "WindowsServer", "2016-Datacenter"), Tag = new GuestTag(WindowsRelease.WindowsXP, MachineArchitecture.X86) },
            AsOf);
        Assert.Equal((release, MachineArchitecture.X64, isLegacy, Knowledge.No), (os.Release, os.Architecture, os.IsLegacy, os.Is32Bit));
        Assert.Equal(release, os.Status!.Release);
        Assert.Contains(name, Assert.Single(os.Evidence));
        Assert.Empty(os.Unknown);
    }

    [Fact]
    public void A_disk_that_we_uploaded_says_what_is_on_it()
    {
        MachineOs os = MachineOsJudgement.Judge(Bare with { Tag = new GuestTag(WindowsRelease.WindowsServer2003R2, MachineArchitecture.X86), DiskOrigin = "Upload" }, AsOf);
        Assert.Equal((WindowsRelease.WindowsServer2003R2, Knowledge.Yes, Knowledge.Yes), (os.Release, os.IsLegacy, os.Is32Bit));
        Assert.Contains("No VM agent", Assert.Single(os.Unknown));
    }

    [Theory]
    [InlineData("MicrosoftWindowsServer", "WindowsServer", "2012-R2-Datacenter", WindowsRelease.WindowsServer2012R2)]
    [InlineData("microsoftwindowsserver", "windowsserver", "2008-r2-sp1-zhcn", WindowsRelease.WindowsServer2008R2)]
    [InlineData("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition", WindowsRelease.WindowsServer2022)]
    [InlineData("MicrosoftWindowsDesktop", "windows-7", "win7-enterprise", WindowsRelease.Windows7)]
    [InlineData("MicrosoftWindowsDesktop", "Windows-10", "win10-22h2-ent", WindowsRelease.Windows10)]
    [InlineData("MicrosoftSQLServer", "SQL2008R2SP3-WS2008R2SP1", "Enterprise", WindowsRelease.WindowsServer2008R2)]
    [InlineData("MicrosoftSQLServer", "sql2019-ws2022", "enterprise", WindowsRelease.WindowsServer2022)]
    public void A_marketplace_image_says_what_the_VM_began_with(string publisher, string offer, string sku, WindowsRelease release)
    {
        MachineOs os = MachineOsJudgement.Judge(Bare with { PowerState = "deallocated", Image = new MarketplaceImage(publisher, offer, sku) }, AsOf);
        Assert.Equal((release, Knowledge.No), (os.Release, os.Is32Bit));
        Assert.Equal(2, os.Unknown.Count);
        Assert.Contains("deallocated", os.Unknown[0]);
        Assert.Contains("upgraded", os.Unknown[1]);
    }

    public static TheoryData<string> Silent => [.. SilentMachines.Keys];

    private static Dictionary<string, MachineFacts> SilentMachines => new()
    {
        ["a disk of somebody's own"] = Bare with { DiskOrigin = "Copy" },
        ["an image of somebody's own"] = Bare with { OwnImageId = "/subscriptions/s/images/golden" },
        ["another publisher"] = Bare with { Image = new MarketplaceImage("cisco", "asav", "2012-r2") },
        ["a sku without a release"] = Bare with { Image = new MarketplaceImage("MicrosoftWindowsServer", "WindowsServer", "datacenter-core-20h2") },
        ["a name that is none"] = Bare with { Image = new MarketplaceImage("MicrosoftWindowsServer", "WindowsServer", "2099-Datacenter") },
        ["nothing that may be asked"] = Bare with { InstanceRefusal = "no", DiskRefusal = "no", PowerState = null, Generation = null, OsType = null },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public void What_nothing_says_is_unknown_and_never_guessed(string name)
    {
        MachineOs os = MachineOsJudgement.Judge(SilentMachines[name], AsOf);
        Assert.Equal((null, null, Knowledge.Unknown, Knowledge.Unknown), (os.Release, os.Architecture, os.IsLegacy, os.Is32Bit));
        Assert.Null(os.Status);
        Assert.Contains(os.Unknown, why => why.Contains("Test-AzLegacyVhd"));
    }

    [Fact]
    public void An_agent_with_words_that_nobody_knows_still_says_that_it_is_64_bit()
    {
        MachineOs os = MachineOsJudgement.Judge(Bare with { ReportedName = "Windows Server vNext" }, AsOf);
        Assert.Equal((null, Knowledge.Unknown, Knowledge.No), (os.Release, os.IsLegacy, os.Is32Bit));
    }

    [Fact]
    public void Generation_2_and_Arm64_start_no_32_bit_Windows()
    {
        Assert.Equal(Knowledge.No, MachineOsJudgement.Judge(Bare with { Generation = VmGeneration.V2 }, AsOf).Is32Bit);
        Assert.Equal((Knowledge.No, MachineArchitecture.Arm64), (MachineOsJudgement.Judge(Bare with { DiskArchitecture = "Arm64" }, AsOf).Is32Bit, MachineArchitecture.Arm64));
    }

    [Fact]
    public void Of_Linux_little_is_known()
    {
        MachineOs os = MachineOsJudgement.Judge(Bare with { OsType = "Linux", ReportedName = "ubuntu", ReportedVersion = "22.04" }, AsOf);
        Assert.Equal((Knowledge.Unknown, Knowledge.Unknown), (os.IsLegacy, os.Is32Bit));
        Assert.Contains("ubuntu", Assert.Single(os.Unknown));
    }

    [Theory]
    [InlineData("WindowsServer2003R2 X86", true)]
    [InlineData("WindowsServer2003R2", false)]
    [InlineData("4 0", false)]
    [InlineData("WindowsXP,WindowsVista X86", false)]
    [InlineData("windowsxp x86", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_tag_is_read_as_it_is_written_and_not_otherwise(string? value, bool isOne) => Assert.Equal(isOne ? value : null, GuestTag.Parse(value)?.ToString());
}
