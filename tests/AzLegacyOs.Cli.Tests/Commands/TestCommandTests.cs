using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

public sealed class TestCommandTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Combine("tests", "fixtures", "expected.json"))).RootElement;

    public static TheoryData<string> Names => [.. Fixtures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_image_is_recognised_and_judged_in_the_promised_words(string fixture)
    {
        JsonElement expected = Expected.GetProperty(fixture);
        CommandRun run = await CommandRun.Of("test", Fixtures.Get(fixture), "--as-of", "2026-11-21", "--output", "json");
        Assert.Equal(expected.GetProperty("exitCode").GetInt32(), run.ExitCode);
        if (expected.GetProperty("verdict").ValueKind == JsonValueKind.Null)
        {
            Assert.Empty(run.Json.EnumerateArray());
            Assert.Contains(fixture, run.Error);
            return;
        }

        Assert.Empty(run.Error);
        JsonElement assessment = Assert.Single(run.Json.EnumerateArray());
        AssessmentContract.Check(assessment);
        Assert.Equal(expected.GetProperty("verdict").GetString(), assessment.GetProperty("verdict").GetString());
        AssertSame(expected.GetProperty("disk"), assessment.GetProperty("disk"));
        AssertSame(expected.GetProperty("guest"), assessment.GetProperty("guest"));
    }

    [Fact]
    public async Task Text_gives_the_verdict_first_then_guest_and_blockers_with_remedies()
    {
        CommandRun run = await CommandRun.Of("test", Fixtures.Get("server2003-x86-generalized"));
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("Blocked  ", lines[0]);
        Assert.StartsWith("  Guest     Microsoft Windows Server 2003 Standard SP2, 5.2.3790, x86, SYSPREP-2003, generalized", lines[1]);
        int blockers = run.Output.IndexOf("  Blockers", StringComparison.Ordinal);
        Assert.InRange(blockers, 1, run.Output.IndexOf("  Warnings", StringComparison.Ordinal));
        Assert.Contains("remedy", run.Output[blockers..run.Output.IndexOf("  Warnings", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task As_is_a_dynamic_disk_is_blocked()
    {
        CommandRun run = await CommandRun.Of("test", Fixtures.Get("server2003r2-x86"), "--as-is", "--output", "json");
        Assert.Equal("Blocked", run.Json[0].GetProperty("verdict").GetString());
        Assert.Equal(ExitCode.Blocked, run.ExitCode);
    }

    [Fact]
    public async Task All_images_are_judged_in_order_and_the_worst_code_wins()
    {
        string ready = Fixtures.Get("server2003r2-x86"), blocked = Fixtures.Get("server2003-x86-generalized");
        CommandRun run = await CommandRun.Of("test", blocked, "missing.vhd", ready, "--output", "json");
        Assert.Equal([blocked, ready], run.Json.EnumerateArray().Select(assessment => assessment.GetProperty("path").GetString()));
        Assert.Contains("missing.vhd", run.Error);
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
        Assert.Equal(ExitCode.Blocked, (await CommandRun.Of("test", ready, blocked)).ExitCode);
    }

    [Fact]
    public async Task Exit_zero_makes_a_verdict_a_result_and_leaves_the_other_codes()
    {
        Assert.Equal(ExitCode.Done, (await CommandRun.Of("test", Fixtures.Get("server2003-x86-generalized"), "--exit-zero")).ExitCode);
        Assert.Equal(ExitCode.Unreadable, (await CommandRun.Of("test", "missing.vhd", "--exit-zero")).ExitCode);
    }

    [Fact]
    public async Task A_disk_without_a_guest_is_unknown()
    {
        using var folder = new TemporaryFolder();
        string disk = EmptyDisk.Make(folder);
        CommandRun run = await CommandRun.Of("test", disk, "--output", "json");
        Assert.Equal("Unknown", run.Json[0].GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, run.Json[0].GetProperty("guest").ValueKind);
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
        Assert.Equal(ExitCode.Done, (await CommandRun.Of("test", disk, "--exit-zero")).ExitCode);
    }

    [Fact]
    public async Task What_is_no_disk_image_is_one_line_and_an_empty_array()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Combine("notes.txt");
        await File.WriteAllTextAsync(file, "just text", TestContext.Current.CancellationToken);
        CommandRun run = await CommandRun.Of("test", file, "--output", "json");
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
        Assert.Empty(run.Json.EnumerateArray());
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task The_settings_that_were_read_are_shown_on_request_alone()
    {
        string image = Fixtures.Get("server2003r2-x86");
        Assert.False((await CommandRun.Of("test", image, "--output", "json")).Json[0].TryGetProperty("settings", out _));
        JsonElement settings = (await CommandRun.Of("test", image, "--output", "json", "--facts")).Json[0].GetProperty("settings");
        Assert.Equal("ControlSet001", settings.GetProperty("controlSet").GetString());
    }

    [Fact]
    public async Task The_day_decides_about_support()
    {
        CommandRun run = await CommandRun.Of("test", Fixtures.Get("server2008r2-x64"), "--as-of", "2019-06-01", "--output", "json");
        Assert.Equal("Yes", run.Json[0].GetProperty("status").GetProperty("osSupported").GetString());
    }

    [Fact]
    public async Task An_interruption_ends_with_its_own_code()
    {
        CommandRun run = await CommandRun.Of(null, new CancellationToken(canceled: true), "test", Fixtures.Get("server2003r2-x86"));
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
    }

    private static void AssertSame(JsonElement expected, JsonElement actual)
    {
        Assert.Equal(expected.ValueKind, actual.ValueKind);
        if (expected.ValueKind == JsonValueKind.Null) return;
        foreach (JsonProperty property in expected.EnumerateObject()) Assert.Equal($"{property.Name} = {property.Value}", $"{property.Name} = {actual.GetProperty(property.Name)}");
    }
}
