using AzLegacyOs.Cli.Output;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Cli.Tests.Output;

/// <summary>Text that comes from a disk is data, wherever it is shown.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Attacks =>
    [
        "\u001b[2J\u001b[1;1Hcleared",
        "\u009b31mred",
        "##vso[task.setvariable variable=a]b",
        "###vso[task.setvariable variable=a]b",
        "::error::broken",
        "::::set-output name=a::b",
        "line\r\n::add-mask::x",
        "\u202egnp.exe",
        "bell\a\b\0",
        "\ud800 lone surrogate",
        "\u2028::warning::x",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void It_can_neither_move_the_cursor_nor_speak_to_a_pipeline_agent(string attack)
    {
        string output = Render(attack);
        Assert.DoesNotContain(output, c => char.IsControl(c) && c != '\n' && c != '\r');
        Assert.DoesNotContain(output, c => char.IsSurrogate(c) || c is '\u202e' or '\u2028');
        Assert.DoesNotContain("##", output);
        Assert.DoesNotContain("::", output);
        Assert.All(output.Split('\n').Skip(1), line => Assert.True(line.Trim().Length == 0 || line.StartsWith(' ')));
    }

    [Theory]
    [InlineData("Windows Server 2003 – Größe, 日本語, 😀")]
    [InlineData(@"HKLM\SYSTEM\ControlSet001\Services : Start = 3; C:\WINDOWS")]
    public void Harmless_text_stays_as_it_is(string text) => Assert.Equal(text, SafeText.Escape(text));

    private static string Render(string attack)
    {
        using var output = new StringWriter { NewLine = "\n" };
        AssessmentText.Write(new TextReport(new Terminal { Output = output, Error = TextWriter.Null, Width = 40 }), new Assessment
        {
            Path = attack,
            Verdict = Verdict.Blocked,
            Disk = new DiskFacts { Format = ImageFormat.Raw, VirtualSize = 1, FileSize = 1, PartitionStyle = PartitionStyle.Mbr },
            Guest = new GuestFacts { Family = GuestFamily.Windows, ProductName = attack, Edition = attack, ComputerName = attack, Signs = [attack] },
            Findings =
            [
                new Finding { RuleId = "ALO3001", Severity = Severity.Blocker, Title = attack, Seen = attack, Where = attack, Expected = attack, Remedy = attack },
            ],
            Statistics = new ReadStatistics(0, 0),
        });
        return output.ToString();
    }
}
