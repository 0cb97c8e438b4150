using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Tests;

public sealed class SupportMatrixTests
{
    private static readonly DateTime In2019 = new(2019, 6, 1);
    private static readonly DateTime In2026 = new(2026, 11, 21);

    [Fact]
    public void Every_release_has_a_row_for_each_architecture_it_came_in()
    {
        var both = new[] { WindowsRelease.WindowsXP, WindowsRelease.WindowsServer2003, WindowsRelease.WindowsServer2003R2, WindowsRelease.WindowsVista, WindowsRelease.WindowsServer2008, WindowsRelease.Windows7, WindowsRelease.Windows8, WindowsRelease.Windows81, WindowsRelease.Windows10 };
        foreach (WindowsRelease release in Enum.GetValues<WindowsRelease>())
        {
            IEnumerable<MachineArchitecture> expected = both.Contains(release) ? [MachineArchitecture.X86, MachineArchitecture.X64]
                : release is WindowsRelease.WindowsNT4 or WindowsRelease.Windows2000 ? [MachineArchitecture.X86]
                : release == WindowsRelease.Windows11 ? [MachineArchitecture.X64, MachineArchitecture.Arm64]
                : [MachineArchitecture.X64];
            Assert.Equal(expected, SupportMatrix.Rows.Where(row => row.Release == release).Select(row => row.Architecture));
        }

        Assert.Equal(2, SupportMatrix.Rows.Count(row => row.Family != GuestFamily.Windows));
    }

    [Fact]
    public void Every_cell_of_a_Windows_row_is_there_and_names_its_source_or_says_that_none_was_opened()
    {
        foreach (SupportRow row in SupportMatrix.Rows.Where(row => row.Family == GuestFamily.Windows))
        {
            Assert.Equal(Enum.GetValues<SupportColumn>(), row.Cells.Select(cell => cell.Column).Order());
            Assert.NotEmpty(row.Builds);
            Assert.NotEmpty(row.Sources);
        }

        foreach (SupportCell cell in SupportMatrix.Rows.SelectMany(row => row.Cells))
            Assert.True(cell.Sources.Count > 0 || cell.Ground == Ground.Unconfirmed, cell.ToString());
    }

    [Fact]
    public void Every_source_has_a_title_and_most_have_a_date()
    {
        Assert.All(SourceCatalogue.All.Values, source => Assert.NotEmpty(source.Title));
        Assert.All(SourceCatalogue.All.Values, source => Assert.StartsWith("http", source.Url));
        Assert.True(SourceCatalogue.All.Values.Count(source => source.Date != null) > 55);
    }

    [Fact]
    public void Every_row_answers_on_every_day_in_words()
    {
        foreach (DateTime day in new[] { new DateTime(2003, 1, 1), In2019, In2026, new DateTime(2040, 1, 1) })
        {
            foreach (SupportStatus status in SupportMatrix.GetAll(day))
            {
                Assert.Equal(["Deployable", "OsSupported", "AgentCapable"], status.Statements.Take(3).Select(statement => statement.Id));
                Assert.All(status.Statements, statement => Assert.False(string.IsNullOrWhiteSpace(statement.Explanation), statement.Id));
                Assert.All(status.Statements, statement => Assert.False(string.IsNullOrWhiteSpace(statement.Question)));
                Assert.Distinct(status.Statements.Select(statement => statement.Id));
                Assert.Equal(status.Deployable, status.Statements[0].Answer);
                Assert.Equal(status.OsSupported, status.Statements[1].Answer);
                Assert.Equal(status.AgentCapable, status.Statements[2].Answer);
                Assert.All(status.Extensions, extension => Assert.NotEmpty(extension.Reason));
            }
        }
    }

    [Theory]
    [InlineData(WindowsRelease.WindowsServer2008R2, MachineArchitecture.X64, SupportAnswer.Yes, SupportAnswer.No)]
    [InlineData(WindowsRelease.WindowsServer2012R2, MachineArchitecture.X64, SupportAnswer.Yes, SupportAnswer.No)]
    [InlineData(WindowsRelease.WindowsServer2003, MachineArchitecture.X86, SupportAnswer.No, SupportAnswer.No)]
    [InlineData(WindowsRelease.WindowsServer2022, MachineArchitecture.X64, SupportAnswer.Yes, SupportAnswer.Yes)]
    [InlineData(WindowsRelease.Windows10, MachineArchitecture.X64, SupportAnswer.Yes, SupportAnswer.Conditional)]
    [InlineData(WindowsRelease.Windows10, MachineArchitecture.X86, SupportAnswer.Yes, SupportAnswer.Unconfirmed)]
    [InlineData(WindowsRelease.Windows11, MachineArchitecture.X64, SupportAnswer.Conditional, SupportAnswer.Conditional)]
    public void The_same_question_has_another_answer_on_another_day(WindowsRelease release, MachineArchitecture architecture, SupportAnswer in2019, SupportAnswer in2026)
    {
        Assert.Equal(in2019, SupportMatrix.GetStatus(release, architecture, In2019).OsSupported);
        Assert.Equal(in2026, SupportMatrix.GetStatus(release, architecture, In2026).OsSupported);
    }

    [Theory]
    [InlineData("2020-01-14", SupportAnswer.Yes)]
    [InlineData("2020-01-15", SupportAnswer.Conditional)]
    [InlineData("2024-01-09", SupportAnswer.Conditional)]
    [InlineData("2024-01-10", SupportAnswer.No)]
    public void The_last_day_counts(string day, SupportAnswer expected)
        => Assert.Equal(expected, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2008R2, MachineArchitecture.X64, DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).OsSupported);

    [Theory]
    [InlineData("EnterpriseS", 17763, SupportAnswer.Yes, "2029-01-09")]
    [InlineData("Enterprise", 17763, SupportAnswer.No, "2021-05-11")]
    [InlineData("Professional", 17763, SupportAnswer.No, "2020-11-10")]
    [InlineData("EnterpriseS", 19044, SupportAnswer.Yes, "2027-01-12")]
    [InlineData("IoTEnterpriseS", 19044, SupportAnswer.Yes, "2032-01-13")]
    [InlineData("Professional", 19044, SupportAnswer.No, "2023-06-13")]
    [InlineData("EnterpriseS", 14393, SupportAnswer.No, "2026-10-13")]
    [InlineData("Professional", 19045, SupportAnswer.Conditional, "2025-10-14")]
    public void Windows_10_ends_by_edition_and_build(string edition, int build, SupportAnswer expected, string end)
    {
        SupportStatus status = SupportMatrix.GetStatus(WindowsRelease.Windows10, MachineArchitecture.X64, In2026, edition, build);

        Assert.Equal(expected, status.OsSupported);
        Assert.Equal(end, status.EndOfSupport!.Value.ToString("yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("Professional", 26100, SupportAnswer.No)]
    [InlineData("Enterprise", 26100, SupportAnswer.Yes)]
    [InlineData("IoTEnterpriseS", 26100, SupportAnswer.Yes)]
    [InlineData("Enterprise", 22631, SupportAnswer.No)]
    public void Windows_11_ends_by_edition_and_build(string edition, int build, SupportAnswer expected)
        => Assert.Equal(expected, SupportMatrix.GetStatus(WindowsRelease.Windows11, MachineArchitecture.X64, In2026, edition, build).OsSupported);

    [Fact]
    public void The_minimum_of_the_agent_moved_in_2025()
    {
        Assert.Equal(SupportAnswer.Yes, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2008R2, MachineArchitecture.X64, In2019).AgentCapable);
        Assert.Equal(SupportAnswer.Conditional, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2008R2, MachineArchitecture.X64, In2026).AgentCapable);
        Assert.Equal(SupportAnswer.Yes, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2016, MachineArchitecture.X64, In2026).AgentCapable);
    }

    [Fact]
    public void No_32_bit_row_has_an_agent_an_extension_or_a_generalized_image()
    {
        foreach (SupportStatus status in SupportMatrix.GetAll(In2026).Where(status => status.Architecture == MachineArchitecture.X86))
        {
            Assert.Equal(SupportAnswer.No, status.AgentCapable);
            Assert.Equal(ImageStateSupport.SpecializedOnly, status.ImageState);
            Assert.All(status.Extensions, extension => Assert.Equal(SupportAnswer.No, extension.Supported));
            Assert.Equal(SupportAnswer.No, status.FindExtension("Contoso.Anything").Supported);
        }
    }

    [Fact]
    public void Every_32_bit_Windows_and_everything_before_2012_is_generation_1()
    {
        foreach (SupportStatus status in SupportMatrix.GetAll(In2026).Where(status => status.Family == GuestFamily.Windows))
        {
            bool old = status.Architecture == MachineArchitecture.X86 || status.Release < WindowsRelease.Windows8;
            Assert.Equal(old, status.Generations is [VmGeneration.V1]);
        }
    }

    [Theory]
    [InlineData("CustomScriptExtension", SupportAnswer.Yes)]
    [InlineData("Microsoft.Compute.CustomScriptExtension", SupportAnswer.Yes)]
    [InlineData("ama", SupportAnswer.Yes)]
    [InlineData("IaaSAntimalware", SupportAnswer.Conditional)]
    [InlineData("BGInfo", SupportAnswer.Unconfirmed)]
    public void Extensions_are_known_by_several_names(string name, SupportAnswer expected)
        => Assert.Equal(expected, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2019, MachineArchitecture.X64, In2026).FindExtension(name).Supported);

    [Fact]
    public void A_pair_that_is_not_in_the_matrix_is_unconfirmed()
    {
        SupportStatus status = SupportMatrix.GetStatus(WindowsRelease.WindowsServer2003, MachineArchitecture.IA64, In2026);

        Assert.Equal(SupportAnswer.Unconfirmed, status.Deployable);
        Assert.Equal(SupportAnswer.Unconfirmed, status.FindExtension("CustomScriptExtension").Supported);
    }

    [Theory]
    [InlineData("Standard", 4)]
    [InlineData("Enterprise", 64)]
    [InlineData("Web", 2)]
    [InlineData(null, null)]
    public void Memory_limits_follow_the_edition(string? edition, int? gib)
        => Assert.Equal(gib, SupportMatrix.FindRow(WindowsRelease.WindowsServer2003, MachineArchitecture.X86)![SupportColumn.MaxMemory].LimitFor(edition, null));

    [Fact]
    public void Processor_limits_are_those_of_Azure_and_Hyper_V()
    {
        Assert.Equal(2, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2003R2, MachineArchitecture.X64, In2026).MaxVirtualProcessors);
        Assert.Equal(4, SupportMatrix.GetStatus(WindowsRelease.Windows7, MachineArchitecture.X86, In2026).MaxVirtualProcessors);
        Assert.Equal(8, SupportMatrix.GetStatus(WindowsRelease.WindowsServer2008, MachineArchitecture.X86, In2026).MaxVirtualProcessors);
        Assert.Null(SupportMatrix.GetStatus(WindowsRelease.WindowsXP, MachineArchitecture.X86, In2026).MaxVirtualProcessors);
    }

    [Fact]
    public void NT_4_Workstation_ended_before_the_server()
    {
        Assert.Equal(new DateTime(2003, 6, 30), SupportMatrix.GetStatus(WindowsRelease.WindowsNT4, MachineArchitecture.X86, In2026, kind: InstallationKind.Client).EndOfSupport);
        Assert.Equal(new DateTime(2004, 12, 31), SupportMatrix.GetStatus(WindowsRelease.WindowsNT4, MachineArchitecture.X86, In2026, kind: InstallationKind.Server).EndOfSupport);
    }
}
