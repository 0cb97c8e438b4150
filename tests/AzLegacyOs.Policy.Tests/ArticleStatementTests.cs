using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Each statement of the two public articles this grew from is a question with an answer and a source.</summary>
public sealed class ArticleStatementTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    public static TheoryData<string, WindowsRelease, MachineArchitecture> Server2003 => new()
    {
        { "Server 2003 x86", WindowsRelease.WindowsServer2003, MachineArchitecture.X86 },
        { "Server 2003 x64", WindowsRelease.WindowsServer2003, MachineArchitecture.X64 },
        { "Server 2003 R2 x86", WindowsRelease.WindowsServer2003R2, MachineArchitecture.X86 },
        { "Server 2003 R2 x64", WindowsRelease.WindowsServer2003R2, MachineArchitecture.X64 },
    };

    public static TheoryData<WindowsRelease> Releases32Bit => [.. SupportMatrix.Rows
        .Where(row => row is { Family: GuestFamily.Windows, Architecture: MachineArchitecture.X86 }).Select(row => row.Release!.Value)];

    // "Support for 32-bit operating systems in Azure virtual machines"

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void Windows_32_bit_may_be_brought_to_Azure_as_a_specialized_VHD(WindowsRelease release)
    {
        Says(X86(release), "SpecializedVhd", SupportAnswer.Yes, "specialized VHD", "32-bit operating systems");
        Assert.NotEqual(SupportAnswer.No, X86(release).Deployable);
    }

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void A_generalized_32_bit_image_will_not_work(WindowsRelease release)
    {
        Assert.Equal(ImageStateSupport.SpecializedOnly, X86(release).ImageState);
        Assert.Equal(SupportAnswer.No, X86(release).FindStatement("GeneralizedImage")!.Answer);
    }

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void There_may_be_no_further_support_past_the_end(WindowsRelease release)
        => Says(X86(release), "NoFurtherSupportAfterEnd", SupportAnswer.No, "no further support", "32-bit operating systems");

    [Theory]
    [InlineData(GuestFamily.Linux)]
    [InlineData(GuestFamily.Bsd)]
    public void Linux_and_BSD_in_32_bit_get_no_support(GuestFamily family)
    {
        SupportStatus status = SupportMatrix.GetAll(AsOf).Single(candidate => candidate.Family == family);

        Says(status, "OtherSystems32Bit", SupportAnswer.No, "32-bit Linux and BSD", "32-bit operating systems");
        Assert.Equal(SupportAnswer.No, status.Deployable);
        Assert.Equal(SupportAnswer.No, status.OsSupported);
        Assert.Equal(SupportAnswer.No, status.AgentCapable);
    }

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void Only_1_GB_of_memory_may_be_seen(WindowsRelease release)
    {
        SupportStatement note = Says(X86(release), "MemoryNote", SupportAnswer.Conditional, "1 GB", "32-bit operating systems");
        Assert.Contains("Client editions", note.Explanation);
        Assert.Contains("no date for a fix", note.Explanation);
        Assert.Contains("64-bit", note.Explanation);
        Assert.NotNull(X86(release).MemoryLimitNote);
        Assert.Null(SupportMatrix.GetStatus(WindowsRelease.WindowsServer2003, MachineArchitecture.X64, AsOf).MemoryLimitNote);
    }

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void There_is_no_guest_agent_for_32_bit_Windows_or_Linux(WindowsRelease release)
    {
        Assert.Equal(SupportAnswer.No, X86(release).AgentCapable);
        Says(X86(release), "AgentExtensions", SupportAnswer.No, "32-bit Windows or Linux", "32-bit operating systems");
    }

    [Theory]
    [MemberData(nameof(Releases32Bit))]
    public void No_extension_that_needs_the_agent_works_Backup_and_Monitor_among_them(WindowsRelease release)
    {
        SupportStatement statement = X86(release).FindStatement("AgentExtensions")!;
        Assert.Contains("Azure Backup", statement.Explanation);
        Assert.Contains("Azure Monitor Agent", statement.Explanation);
        Assert.Equal(SupportAnswer.No, X86(release).FindExtension("VMSnapshot").Supported);
        Assert.Equal(SupportAnswer.No, X86(release).FindExtension("AzureMonitorWindowsAgent").Supported);
    }

    // "Run Windows Server 2003 on Microsoft Azure" (KB 3206074)

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Standard_Enterprise_and_Datacenter_are_covered(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatement statement = Says(Status(name, release, architecture), "CoveredEditions", SupportAnswer.Yes, "Standard, Enterprise and Datacenter", "Server 2003");
        Assert.Contains("32-bit and 64-bit", statement.Explanation);
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Support_ended_on_2015_07_14(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatus status = Status(name, release, architecture);
        Says(status, "EndOfSupport", SupportAnswer.No, "2015-07-14", "Server 2003");
        Assert.Equal(new DateTime(2015, 7, 14), status.EndOfSupport);
        Assert.Equal(SupportAnswer.No, status.OsSupported);
        Assert.Equal(SupportAnswer.Yes, SupportMatrix.GetStatus(release, architecture, new DateTime(2015, 7, 14)).OsSupported);
        Assert.Null(status.EndOfExtendedSecurityUpdates);
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Existing_instances_may_run(string name, WindowsRelease release, MachineArchitecture architecture)
        => Says(Status(name, release, architecture), "ExistingInstances", SupportAnswer.Yes, "may go on running", "Server 2003");

    [Theory]
    [MemberData(nameof(Server2003))]
    public void New_VMs_only_from_a_specialized_VHD_also_after_the_end(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatus status = Status(name, release, architecture);
        SupportStatement statement = Says(status, "NewVmAfterEndOfSupport", SupportAnswer.Conditional, "only from a specialized VHD", "Server 2003");
        Assert.Contains("after the end of support", statement.Explanation);
        Assert.Equal(ImageStateSupport.SpecializedOnly, status.ImageState);
        Assert.Equal(SupportAnswer.Yes, status.Deployable);
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void No_Marketplace_image_below_2008_R2(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        Assert.Equal(SupportAnswer.No, Status(name, release, architecture).Marketplace);
        Says(Status(name, release, architecture), "Marketplace", SupportAnswer.No, "below Windows Server 2008 R2", "Server 2003");
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Azure_support_helps_with_Azure_but_not_with_the_OS(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatement statement = Says(Status(name, release, architecture), "AzureSupportScope", SupportAnswer.Conditional, "Azure matters", "Server 2003");
        Assert.Contains("does not troubleshoot the operating system", statement.Explanation);
        Assert.Contains("no patches", statement.Explanation);
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void It_may_break_when_the_hypervisor_moves_on(string name, WindowsRelease release, MachineArchitecture architecture)
        => Says(Status(name, release, architecture), "HypervisorChanges", SupportAnswer.Conditional, "hypervisor is updated", "Server 2003");

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Images_with_custom_support_updates_are_allowed_for_own_use(string name, WindowsRelease release, MachineArchitecture architecture)
        => Says(Status(name, release, architecture), "CustomSupportImages", SupportAnswer.Yes, "their own use", "Server 2003");

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Applications_follow_their_own_lifecycle(string name, WindowsRelease release, MachineArchitecture architecture)
        => Says(Status(name, release, architecture), "ApplicationLifecycle", SupportAnswer.Conditional, "their own lifecycle", "Server 2003");

    [Theory]
    [MemberData(nameof(Server2003))]
    public void There_is_no_in_place_upgrade(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        Assert.Equal(SupportAnswer.No, Status(name, release, architecture).InPlaceUpgrade);
        Says(Status(name, release, architecture), "InPlaceUpgrade", SupportAnswer.No, "no in-place upgrade", "Server 2003");
    }

    [Theory]
    [MemberData(nameof(Server2003))]
    public void Agent_and_extensions_do_not_work(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatus status = Status(name, release, architecture);
        Says(status, "AgentCapable", SupportAnswer.No, "no", "Server 2003");
        Assert.All(status.Extensions, extension => Assert.Equal(SupportAnswer.No, extension.Supported));
        Says(status, architecture == MachineArchitecture.X86 ? "AgentExtensions" : "AgentExtensions2003", SupportAnswer.No, "agent", architecture == MachineArchitecture.X86 ? "32-bit operating systems" : "Server 2003");
    }

    private static SupportStatus X86(WindowsRelease release) => SupportMatrix.GetStatus(release, MachineArchitecture.X86, AsOf);

    private static SupportStatus Status(string name, WindowsRelease release, MachineArchitecture architecture)
    {
        SupportStatus status = SupportMatrix.GetStatus(release, architecture, AsOf);
        Assert.Equal(name, status.Name.Replace("Windows ", "").Replace("(", "").Replace(")", ""));
        return status;
    }

    private static SupportStatement Says(SupportStatus status, string id, SupportAnswer answer, string words, string source)
    {
        SupportStatement statement = status.FindStatement(id) ?? throw new InvalidOperationException($"{status.Name} has no statement {id}.");
        Assert.Equal(answer, statement.Answer);
        Assert.Contains(words, statement.Explanation, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(statement.Sources, candidate => candidate.Title.Contains(source, StringComparison.Ordinal));
        return statement;
    }
}
