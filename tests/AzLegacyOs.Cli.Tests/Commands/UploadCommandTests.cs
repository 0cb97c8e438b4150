using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>Uploads to a new managed disk.</summary>
public sealed class UploadCommandTests
{
    private const string ResultNames = "diskId target uploadedBytes totalBytes requests elapsed assessment plan warnings";

    [Theory]
    [InlineData("server2003r2-x86")]
    [InlineData("server2016-x64-gpt")]
    public async Task The_disk_is_the_image_byte_for_byte_and_a_second_run_uses_it(string fixture)
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get(fixture);
        CommandRun run = await Run(azure, image, "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        JsonNames.AssertHas(run.Json, ResultNames);
        AssessmentContract.Check(run.Json.GetProperty("assessment"));
        Assert.EndsWith("/disks/erp", run.Json.GetProperty("diskId").GetString());
        Assert.InRange(run.Json.GetProperty("uploadedBytes").GetInt64(), 512, run.Json.GetProperty("totalBytes").GetInt64());
        DiskComparison.AssertSame(image, azure.OpenUploadedDisk("erp"));
        Assert.Matches(@"\d ([KMG]iB|bytes)/s", run.Error);

        CommandRun again = await Run(azure, image, "--output", "json");
        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Equal(0, again.Json.GetProperty("uploadedBytes").GetInt64());
        Assert.Equal(run.Json.GetProperty("diskId").GetString(), again.Json.GetProperty("diskId").GetString());
    }

    [Fact]
    public async Task In_text_it_ends_with_what_travelled()
    {
        CommandRun run = await Run(null, Fixtures.Get("server2003r2-x86"));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("Plan: upload to /subscriptions/", run.Output);
        Assert.Matches(@"Uploaded  [\d.]+ MiB of 49 MiB in \d+ requests", run.Output);
    }

    [Fact]
    public async Task What_if_shows_the_plan_of_the_run_and_changes_nothing()
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003r2-x86");
        CommandRun shown = await Run(azure, image, "--what-if", "--output", "json");
        Assert.Equal(ExitCode.Done, shown.ExitCode);
        JsonNames.AssertHas(shown.Json, ResultNames);
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("diskId").ValueKind);
        Assert.Throws<KeyNotFoundException>(() => azure.OpenUploadedDisk("erp"));
        CommandRun done = await Run(azure, image, "--output", "json");
        Assert.Equal(shown.Json.GetProperty("plan").GetRawText(), done.Json.GetProperty("plan").GetRawText());
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
        Assert.Throws<KeyNotFoundException>(() => azure.OpenUploadedDisk("erp"));
        Assert.Equal(ExitCode.Done, (await Run(azure, image, "--force")).ExitCode);
    }

    [Fact]
    public async Task A_disk_of_another_image_is_left_alone()
    {
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003r2-x86");
        Assert.Equal(ExitCode.Done, (await Run(azure, image)).ExitCode);
        CommandRun other = await Run(azure, Fixtures.Get("server2008-x86"));
        Assert.Equal(ExitCode.AzureFailed, other.ExitCode);
        Assert.Contains("DiskNameTaken", other.Error);
        DiskComparison.AssertSame(image, azure.OpenUploadedDisk("erp"));
    }

    [Fact]
    public async Task A_name_that_Azure_does_not_take_is_wrong_usage() =>
        Assert.Equal(ExitCode.WrongUsage, (await CommandRun.Of("upload", Fixtures.Get("server2003r2-x86"), "--disk", "no/name", "-g", "g", "-l", "westeurope", "--rehearse")).ExitCode);

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
    public async Task A_page_blob_of_a_storage_account_is_filled_and_a_disk_imported_from_it()
    {
        const string Blob = "https://legacydisks.blob.core.windows.net/vhds/erp.vhd";
        using var azure = new RehearsalAzure();
        string image = Fixtures.Get("server2003r2-x86");
        CommandRun blob = await CommandRun.Of(azure, TestContext.Current.CancellationToken, "upload", image, "--blob-uri", Blob, "--rehearse", "--output", "json");
        Assert.True(blob.ExitCode == ExitCode.Done, blob.Error);
        Assert.Equal(Blob, blob.Json.GetProperty("target").GetString());
        DiskComparison.AssertSame(image, azure.OpenPageBlob(new Uri(Blob)));

        string[] second = [.. Arguments(image, []), "--blob-uri", Blob.Replace("erp", "other"), "--output", "json"];
        CommandRun imported = await CommandRun.Of(azure, TestContext.Current.CancellationToken, second);
        Assert.True(imported.ExitCode == ExitCode.Done, imported.Error);
        Assert.EndsWith("/disks/erp", imported.Json.GetProperty("diskId").GetString());
        DiskComparison.AssertSame(image, azure.OpenUploadedDisk("erp"));
    }

    private static Task<CommandRun> Run(RehearsalAzure? azure, string image, params string[] options) =>
        CommandRun.Of(azure, TestContext.Current.CancellationToken, Arguments(image, options));

    private static string[] Arguments(string image, string[] options) =>
        ["upload", image, "--disk", "erp", "--resource-group", "legacy", "--location", "westeurope", "--rehearse", .. options];
}
