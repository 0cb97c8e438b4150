using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>Images behind an address, whose query is a key.</summary>
public sealed class RemoteImageTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const string Fixture = "server2003r2-x86";

    [Fact]
    public async Task A_blob_is_judged_as_its_file_is_and_its_key_is_shown_nowhere()
    {
        using RangeServer server = await ServeAsync();
        CommandRun remote = await CommandRun.Of("test", server.Address, "--output", "json", "--facts");
        JsonElement assessment = Assert.Single(remote.Json.EnumerateArray());
        AssertHidesKey(remote);
        Assert.Equal(ExitCode.Done, remote.ExitCode);
        Assert.Equal(server.Address.Split('?')[0], assessment.GetProperty("path").GetString());

        JsonElement local = (await CommandRun.Of("test", Fixtures.Get(Fixture), "--output", "json", "--facts")).Json[0];
        Assert.Equal(Comparable(local, Fixtures.Get(Fixture)), Comparable(assessment, server.Address.Split('?')[0]));
        AssertHidesKey(await CommandRun.Of("test", server.Address));
        AssertHidesKey(await CommandRun.Of("status", "--vhd", server.Address));
    }

    [Theory]
    [InlineData(403), InlineData(404), InlineData(302), InlineData(200), InlineData(418)]
    public async Task A_refusal_is_one_line_without_the_key(int status)
    {
        using RangeServer server = await ServeAsync();
        server.Fault = (_, _) => new LoopbackAnswer(status);
        CommandRun run = await CommandRun.Of("test", server.Address, "--output", "json");
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
        Assert.Empty(run.Json.EnumerateArray());
        Assert.StartsWith("azlegacyos: http://127.0.0.1:", Assert.Single(run.Error.TrimEnd().Split('\n')));
        AssertHidesKey(run);
    }

    [Fact]
    public async Task A_key_that_expires_on_the_way_is_an_error_and_no_verdict()
    {
        using RangeServer server = await ServeAsync();
        server.Fault = (_, number) => number > 8 ? new LoopbackAnswer(403) : null;
        CommandRun run = await CommandRun.Of("test", server.Address, "--output", "json");
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
        Assert.Empty(run.Json.EnumerateArray());
        Assert.Contains("expired", run.Error);
    }

    [Fact]
    public async Task A_blob_can_become_a_vm()
    {
        using RangeServer server = await ServeAsync();
        CommandRun run = await CommandRun.Of("new-vm", server.Address, "--name", "OLD", "--resource-group", "legacy", "--location", "westeurope", "--rehearse", "--force", "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal("OLD", run.Json.GetProperty("name").GetString());
        AssertHidesKey(run);
    }

    [Fact]
    public async Task A_blob_can_become_a_file()
    {
        using RangeServer server = await ServeAsync();
        using var folder = new TemporaryFolder();
        CommandRun run = await CommandRun.Of("convert", server.Address, folder.Combine("disk.vhd"), "--verify", "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        AssertHidesKey(run);
        ExternalTool.Require("qemu-img").Run("compare", "-f", "vpc", "-F", "vpc", Fixtures.Get(Fixture), folder.Combine("disk.vhd")).EnsureSuccess();
    }

    [Theory]
    [InlineData("pages.vhd", true)]
    [InlineData("blocks.vhd", false)]
    public async Task A_blob_of_the_storage_emulator_can_become_a_file_over_a_line_that_breaks(string name, bool isOfPages)
    {
        using var folder = new TemporaryFolder();
        await azurite.StartAsync();
        await (isOfPages ? azurite.UploadPagesAsync(name, Fixtures.Get(Fixture)) : azurite.UploadBlockAsync(name, Fixtures.Get(Fixture)));
        string signature = azurite.Sas(name, "r").Split("sig=")[1];
        using var relay = new BreakingRelay(azurite.Sas(name, "r"));
        CommandRun run = await CommandRun.Of("convert", relay.Address, folder.Combine("disk.vhd"), "--verify");
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        Assert.NotEqual(0, relay.Breaks);
        AssertHidesKey(run);
        Assert.DoesNotContain(signature, run.Output + run.Error);
        ExternalTool.Require("qemu-img").Run("compare", "-f", "vpc", "-F", "vpc", Fixtures.Get(Fixture), folder.Combine("disk.vhd")).EnsureSuccess();
    }

    [Fact]
    public async Task Plain_http_to_another_machine_is_refused()
    {
        CommandRun run = await CommandRun.Of("test", "http://storage.example/disks/disk.vhd?sig=" + RangeServer.Secret);
        Assert.Equal(ExitCode.Unreadable, run.ExitCode);
        Assert.Contains("use https", run.Error);
        AssertHidesKey(run);
    }

    [Fact]
    public async Task Testing_a_large_page_blob_moves_a_few_mebibytes()
    {
        using var folder = new TemporaryFolder();
        string raw = folder.Combine("large.raw");
        ExternalTool.Require("qemu-img").Run("convert", "-f", "vpc", "-O", "raw", Fixtures.Get(Fixture), raw).EnsureSuccess();
        await azurite.StartAsync();
        await azurite.UploadPagesAsync("large.raw", raw, 127L << 30);
        string sas = azurite.Sas("large.raw", "r");
        CommandRun run = await CommandRun.Of("test", sas, "--output", "json");
        JsonElement assessment = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal("WindowsServer2003R2", assessment.GetProperty("guest").GetProperty("release").GetString());
        Assert.Equal(127L << 30, assessment.GetProperty("disk").GetProperty("virtualSize").GetInt64());
        Assert.InRange(assessment.GetProperty("statistics").GetProperty("bytesRead").GetInt64(), 100_000, 8 << 20);
        Assert.DoesNotContain("sig=", run.Output + run.Error);
    }

    private static async Task<RangeServer> ServeAsync() => new(await File.ReadAllBytesAsync(Fixtures.Get(Fixture)));

    private static void AssertHidesKey(CommandRun run)
    {
        foreach (string text in new[] { run.Output, run.Error })
        {
            Assert.DoesNotContain("SECRET", text);
            Assert.DoesNotContain("sig=", text);
        }
    }

    // Both without what has to differ.
    private static string Comparable(JsonElement assessment, string path)
    {
        IEnumerable<JsonProperty> same = assessment.EnumerateObject().Where(property => property.Name is not ("path" or "statistics"));
        return string.Join("\n", same.Select(property => $"{property.Name}: {property.Value}")).Replace(JsonEncodedText.Encode(path).ToString(), "IMAGE");
    }
}
