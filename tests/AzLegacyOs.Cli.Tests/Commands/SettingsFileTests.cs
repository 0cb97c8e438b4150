using System.Diagnostics;
using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>A settings file with accepted findings: a pipeline gates on what is new.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private const string Accepting = """{ "accepted": [ { "rule": "ALO3011", "reason": "it is a template", "by": "J. Jansen", "until": "2026-12-31" } ] }""";

    private static readonly string Generalized = Fixtures.Get("server2003-x86-generalized");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_accepted_finding_stays_in_sight_and_does_not_fail_the_gate()
    {
        string settings = Write("decisions.json", Accepting);

        CommandRun text = await Test("--settings", settings, "--as-of", "2026-12-31");
        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.StartsWith("ReadyWithWarnings  ", text.Output);
        Assert.Matches(@"(?s)  Accepted, not counted\n  ALO3011.*reason    it is a template \(by J\. Jansen, until 2026-12-31\)", text.Output.ReplaceLineEndings("\n"));
        Assert.Contains("settings from " + settings, text.Error);

        JsonElement finding = (await Test("--settings", settings, "--as-of", "2026-12-31", "--output", "json")).Json[0].GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("ruleId").GetString() == "ALO3011");
        Assert.Equal("it is a template", finding.GetProperty("acceptance").GetProperty("reason").GetString());
        Assert.Equal("2026-12-31", finding.GetProperty("acceptance").GetProperty("until").GetString());
    }

    [Fact]
    public async Task After_its_last_day_it_counts_again_and_that_is_said()
    {
        CommandRun run = await Test("--settings", Write("decisions.json", Accepting), "--as-of", "2027-01-01");

        Assert.Equal(ExitCode.Blocked, run.ExitCode);
        Assert.Contains("ended on 2026-12-31 and counts again", run.Error);
    }

    [Fact]
    public async Task What_Azure_refuses_cannot_be_accepted()
    {
        string settings = Write("decisions.json", """{ "accepted": [ { "rule": "ALO1002", "reason": "it is small" } ] }""");

        CommandRun run = await CommandRun.Of("test", Fixtures.Get("server2003r2-x86"), "--as-is", "--settings", settings);

        Assert.Equal(ExitCode.Blocked, run.ExitCode);
        Assert.Contains("ALO1002 cannot be accepted", run.Error);
    }

    /// <summary>A decision to live with a finding is no order to go on: that is --force.</summary>
    [Fact]
    public async Task A_deployment_takes_no_notice_of_it()
    {
        string[] target = ["--name", "web", "--resource-group", "legacy", "--location", "westeurope", "--rehearse"];
        (int code, string output, _) = await RunProcessAsync(Write(".azlegacyos.json", Accepting), ["new-vm", Generalized, .. target]);

        Assert.Equal(ExitCode.Blocked, code);
        Assert.StartsWith("Blocked", output);
    }

    [Theory]
    [InlineData("""{ "accepted": [ { "rule": "ALO3011" } ] }""", "accepted[0] has no 'reason'")]
    [InlineData("not json", "is not valid JSON")]
    [InlineData(null, "could not be read")]
    public async Task A_file_that_cannot_be_used_is_wrong_usage_and_nothing_is_judged(string? json, string message)
    {
        string file = json is null ? _folder.Combine("missing.json") : Write("decisions.json", json);

        CommandRun run = await Test("--settings", file);

        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.Contains(file, run.Error);
    }

    [Fact]
    public async Task The_file_in_the_current_folder_is_taken_and_the_language_of_the_session_is_spoken()
    {
        string file = Write(".azlegacyos.json", Accepting);

        (int code, string output, string error) = await RunProcessAsync(file, ["test", Generalized, "--as-of", "2026-12-31"]);

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("Geaccepteerd, telt niet mee", output);
        Assert.Contains("door J. Jansen, tot en met 2026-12-31", output);
        Assert.Contains("instellingen uit " + file, error);
    }

    private static Task<CommandRun> Test(params string[] options) => CommandRun.Of(["test", Generalized, .. options]);

    /// <summary>A process of its own has a current folder, and a Dutch session, of its own.</summary>
    private static async Task<(int Code, string Output, string Error)> RunProcessAsync(string settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "azlegacyos.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(settings)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LANG"] = "nl_NL.UTF-8", ["LC_ALL"] = "nl_NL.UTF-8" },
        };
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows takes the language of a session from the user, not from the environment.");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }

    private string Write(string name, string json)
    {
        string file = _folder.Combine(name);
        File.WriteAllText(file, json);
        return file;
    }
}
