using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

public sealed class NewVmCommandTests
{
    private const string ResultNames = "name vmId diskId nicId privateIpAddress publicIpAddress size location assessment plan uploadedBytes elapsed skippedExtensions replacements warnings";

    /// <summary>The fixtures that are a disk image and not Blocked.</summary>
    public static TheoryData<string> Supported => [.. Fixtures.Expected.Where(image => image.Value.Verdict is not (null or "Blocked")).Select(image => image.Key)];

    /// <summary>The fixtures that are Blocked, or no disk image.</summary>
    public static TheoryData<string> Refused => [.. Fixtures.Expected.Where(image => image.Value.Verdict is null or "Blocked").Select(image => image.Key)];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Every_other_fixture_is_refused_with_the_id_of_its_finding(string fixture)
    {
        ExpectedImage expected = Fixtures.Expected[fixture];
        using var azure = new RehearsalAzure();
        CommandRun run = await Run(azure, Fixtures.Get(fixture), "--output", "json");
        Assert.Equal(expected.Verdict is null ? ExitCode.Unreadable : ExitCode.Blocked, run.ExitCode);
        Assert.Equal(ExitCode.AzureFailed, (await CommandRun.Of(azure, TestContext.Current.CancellationToken, "check-vm", "legacy01", "--resource-group", "rg-legacy", "--rehearse")).ExitCode);
        if (expected.Verdict is null) return;
        string[] ids = [.. run.Json.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("ruleId").GetString()!)];
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(id, expected.Findings));
        Assert.All(ids, id => Assert.Contains(id, run.Error));
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public async Task A_rehearsal_of_every_supported_fixture_ends_in_a_VM_whose_disk_is_the_image_byte_for_byte(string fixture)
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get(fixture);
        CommandRun run = await Run(azure, image, "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        JsonNames.AssertHas(run.Json, ResultNames);
        AssessmentContract.Check(run.Json.GetProperty("assessment"));
        CheckPlan(run.Json.GetProperty("plan"));
        Assert.EndsWith("/virtualMachines/legacy01", run.Json.GetProperty("vmId").GetString());
        DiskComparison.AssertSame(image, azure.OpenUploadedDisk(run.Json.GetProperty("diskId").GetString()!));
    }

    [Fact]
    public async Task By_default_nobody_can_reach_the_VM()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--output", "json");
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("publicIpAddress").ValueKind);
        Assert.DoesNotContain(run.Json.GetProperty("plan").GetProperty("resources").EnumerateArray(), resource => resource.GetProperty("type").GetString()!.EndsWith("publicIPAddresses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_may_reach_it_gives_it_a_public_one()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--allow-rdp-from", "203.0.113.7", "--output", "json");
        Assert.NotEqual(JsonValueKind.Null, run.Json.GetProperty("publicIpAddress").ValueKind);
    }

    [Fact]
    public async Task Extensions_that_the_guest_cannot_run_are_skipped_with_the_reason()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--extension", "CustomScriptExtension", "--extension", "AzureMonitorWindowsAgent", "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        JsonElement[] skipped = [.. run.Json.GetProperty("skippedExtensions").EnumerateArray()];
        Assert.Equal(2, skipped.Length);
        Assert.All(skipped, extension => Assert.NotEmpty(extension.GetProperty("reason").GetString()!));
        CommandRun text = await Run(null, Fixtures.Get("server2003r2-x86"), "--extension", "CustomScriptExtension");
        Assert.Contains("Skip     extension", text.Output);
    }

    [Fact]
    public async Task What_takes_the_place_of_extensions_is_said_where_no_agent_runs()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--output", "json");
        Assert.Equal(4, run.Json.GetProperty("replacements").GetArrayLength());
        CommandRun text = await Run(null, Fixtures.Get("server2003r2-x86"));
        Assert.Contains("Azure Bastion: ", text.Output);
    }

    [Fact]
    public async Task What_if_shows_the_plan_of_the_run_and_changes_nothing()
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003r2-x86");
        CommandRun shown = await Run(azure, image, "--what-if", "--output", "json");
        Assert.Equal(ExitCode.Done, shown.ExitCode);
        JsonNames.AssertHas(shown.Json, ResultNames);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("vmId").ValueKind);
        Assert.Throws<KeyNotFoundException>(() => azure.OpenUploadedDisk("legacy01-osdisk"));

        // Had the first one made anything, the second plan would use it.
        CommandRun done = await Run(azure, image, "--output", "json");
        Assert.Equal(shown.Json.GetProperty("plan").GetRawText(), done.Json.GetProperty("plan").GetRawText());
    }

    [Fact]
    public async Task What_if_in_text_says_that_nothing_was_changed()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--what-if");
        Assert.Contains("Plan: VM legacy01", run.Output);
        Assert.EndsWith("nothing was changed.", run.Output.TrimEnd());
    }

    [Fact]
    public async Task Run_again_it_ends_in_the_same_place()
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003r2-x86");
        CommandRun first = await Run(azure, image, "--output", "json");
        CommandRun second = await Run(azure, image, "--output", "json");
        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(first.Json.GetProperty("vmId").GetString(), second.Json.GetProperty("vmId").GetString());
        Assert.Equal(0, second.Json.GetProperty("uploadedBytes").GetInt64());
        Assert.All(second.Json.GetProperty("plan").GetProperty("resources").EnumerateArray(), resource => Assert.Equal("Use", resource.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task A_Blocked_image_is_refused_with_the_remedy_and_force_goes_on()
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003-x86-generalized");
        CommandRun refused = await Run(azure, image, "--output", "json");
        Assert.Equal(ExitCode.Blocked, refused.ExitCode);
        Assert.Contains("refused: ALO3", refused.Error);
        JsonNames.AssertHas(refused.Json, ResultNames + " refusals");
        Assert.All(refused.Json.GetProperty("refusals").EnumerateArray(), refusal => Assert.NotEmpty(refusal.GetProperty("remedy").GetString()!));
        Assert.Throws<KeyNotFoundException>(() => azure.OpenUploadedDisk("legacy01-osdisk"));
        Assert.Equal(ExitCode.Done, (await Run(azure, image, "--force")).ExitCode);
    }

    [Fact]
    public async Task Something_in_the_way_in_Azure_has_the_code_of_Azure()
    {
        using var azure = new RehearsalAzure();
        Assert.Equal(ExitCode.Done, (await Run(azure, Fixtures.Get("server2003r2-x86"))).ExitCode);
        CommandRun other = await Run(azure, Fixtures.Get("server2008-x86"));
        Assert.Equal(ExitCode.AzureFailed, other.ExitCode);
        Assert.Contains("ALO7141", other.Error);
    }

    [Theory]
    [InlineData("--size", "Standard_D2s_v6")]
    [InlineData("--size", "Standard_Nonsense")]
    public async Task A_size_that_cannot_run_it_is_refused(params string[] options) =>
        Assert.Contains((await Run(null, Fixtures.Get("server2003r2-x86"), options)).ExitCode, new[] { ExitCode.Blocked, ExitCode.AzureFailed });

    [Fact]
    public async Task A_name_that_Azure_does_not_take_is_wrong_usage()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--disk-name", "no/name");
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("no/name", run.Error);
    }

    [Fact]
    public async Task What_cannot_be_read_has_its_own_code() =>
        Assert.Equal(ExitCode.Unreadable, (await Run(null, "missing.vhd")).ExitCode);

    [Fact]
    public async Task An_interruption_ends_with_its_own_code()
    {
        CommandRun run = await CommandRun.Of(null, new CancellationToken(canceled: true), Arguments(Fixtures.Get("server2003r2-x86"), []));
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
    }

    [Fact]
    public async Task Progress_goes_to_the_error_stream_step_by_step()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"), "--output", "json");
        Assert.Contains("[1/", run.Error);
        Assert.Matches(@"\d ([KMG]iB|bytes)/s", run.Error);
    }

    private static Task<CommandRun> Run(RehearsalAzure? azure, string image, params string[] options) =>
        CommandRun.Of(azure, TestContext.Current.CancellationToken, Arguments(image, options));

    private static string[] Arguments(string image, string[] options) =>
        ["new-vm", image, "--name", "legacy01", "--resource-group", "legacy", "--location", "westeurope", "--rehearse", .. options];

    private static void CheckPlan(JsonElement plan)
    {
        JsonNames.AssertHas(plan, "resources upload extensions");
        foreach (JsonElement resource in plan.GetProperty("resources").EnumerateArray())
        {
            JsonNames.AssertHas(resource, "type name action");
            JsonNames.AssertIsOneOf("Create Use", resource.GetProperty("action"));
        }

        JsonNames.AssertHas(plan.GetProperty("upload"), "totalBytes bytesToSend ranges");
    }
}
