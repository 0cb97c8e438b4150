using AzLegacyOs.Cli.Tests.Support;

namespace AzLegacyOs.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("tset")]
    [InlineData("test")]
    [InlineData("test", "a.vhd", "--nonsense")]
    [InlineData("test", "a.vhd", "--output", "xml")]
    [InlineData("test", "a.vhd", "--output", "1")]
    [InlineData("test", "a.vhd", "--as-of", "yesterday")]
    [InlineData("test", "a.vhd", "--throttle-limit", "many")]
    [InlineData("test", "a.vhd", "--throttle-limit", "-1")]
    [InlineData("status", "--architecture", "mips")]
    [InlineData("status", "--all", "--os", "XP")]
    [InlineData("new-vm", "a.vhd")]
    [InlineData("new-vm", "a.vhd", "-n", "a", "-g", "b", "-l", "c", "--zone", "4")]
    [InlineData("new-vm", "a.vhd", "-n", "a", "-g", "b", "-l", "c", "--cloud", "moon")]
    [InlineData("new-vm", "a.vhd", "-n", "a", "-g", "b", "-l", "c", "--tag", "name")]
    [InlineData("new-vm", "a.vhd", "-n", "a", "-g", "b", "-l", "c", "--tag", "name=1", "--tag", "NAME=2")]
    [InlineData("new-vm", "a.vhd", "-n", "a", "-g", "b", "-l", "c", "--max-concurrency", "many")]
    [InlineData("upload", "a.vhd")]
    [InlineData("upload", "a.vhd", "--disk", "a", "-g", "b")]
    public async Task Wrong_usage_has_its_own_code_and_points_to_the_help(params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(arguments);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("--help", run.Error);
        Assert.DoesNotContain("System.", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("test", "--help")]
    [InlineData("status", "-h")]
    [InlineData("new-vm", "-?")]
    [InlineData("upload", "--help")]
    [InlineData("--version")]
    public async Task Help_is_no_error(params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(arguments);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Each_command_that_the_help_lists_is_made_by_its_name_alone()
    {
        string help = (await CommandRun.Of("--help")).Output;
        string[] commands = [.. help[help.IndexOf("Commands:", StringComparison.Ordinal)..].ReplaceLineEndings("\n").Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[0]).Where(name => name.Length > 0)];
        Assert.Contains("convert", commands);
        foreach (string command in commands)
        {
            CommandRun run = await CommandRun.Of(command, "--help");
            Assert.Equal(ExitCode.Done, run.ExitCode);
            Assert.Contains($" {command} ", run.Output);
        }
    }

    [Theory]
    [InlineData("test --output ", "json", "text")]
    [InlineData("status --architecture ", "arm64", "x64", "x86")]
    [InlineData("test --profile ", "bootable", "deployable", "hygiene", "reachable", "supported")]
    public async Task A_shell_is_offered_each_word_that_an_option_takes_once(string line, params string[] words)
    {
        CommandRun run = await CommandRun.Of($"[suggest:{line.Length}]", line);
        Assert.Equal(words, run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_worst_code_wins()
    {
        int[] worstFirst = [ExitCode.Unreadable, ExitCode.Blocked, ExitCode.Unknown, ExitCode.Done];
        for (int i = 0; i < worstFirst.Length; i++)
        {
            for (int j = i; j < worstFirst.Length; j++)
            {
                Assert.Equal(worstFirst[i], ExitCode.Worst(worstFirst[i], worstFirst[j]));
                Assert.Equal(worstFirst[i], ExitCode.Worst(worstFirst[j], worstFirst[i]));
            }
        }
    }
}
