using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Disks;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>Uploads to a given address, against a storage service that nobody here wrote.</summary>
public sealed class UploadAddressTests(Azurite azurite) : IClassFixture<Azurite>
{
    private static readonly string Image = Fixtures.Get("server2003r2-x86");

    [Fact]
    public async Task A_page_blob_is_created_and_equals_the_image_byte_for_byte()
    {
        await azurite.StartAsync();
        CommandRun run = await Run(azurite.Sas("new.vhd", "rcw"), "--output", "json");
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("diskId").ValueKind);
        Assert.EndsWith("/images/new.vhd", run.Json.GetProperty("target").GetString());
        Assert.Equal("Create", run.Json.GetProperty("plan").GetProperty("resources")[0].GetProperty("action").GetString());
        await AssertArrivedAsync("new.vhd");
    }

    [Fact]
    public async Task What_a_page_blob_held_before_is_gone_where_the_image_has_zeros()
    {
        await azurite.StartAsync();
        using var folder = new TemporaryFolder();
        string noise = folder.Combine("noise");
        byte[] bytes = new byte[49 * 1024 * 1024];
        new Random(3).NextBytes(bytes);
        await File.WriteAllBytesAsync(noise, bytes, TestContext.Current.CancellationToken);
        await azurite.UploadPagesAsync("used.vhd", noise, bytes.Length + 512);
        CommandRun refused = await Run(azurite.Sas("used.vhd", "rw"));
        Assert.Equal(ExitCode.AzureFailed, refused.ExitCode);
        Assert.Contains("TargetHoldsData", refused.Error);
        Assert.Contains("--restart", refused.Error);
        CommandRun run = await Run(azurite.Sas("used.vhd", "rw"), "--restart", "--verify", "--output", "json");
        Assert.True(run.ExitCode == ExitCode.Done, run.Error);
        Assert.Equal("Use", run.Json.GetProperty("plan").GetProperty("resources")[0].GetProperty("action").GetString());
        await AssertArrivedAsync("used.vhd");
    }

    [Fact]
    public async Task What_if_creates_nothing()
    {
        await azurite.StartAsync();
        Assert.Equal(ExitCode.Done, (await Run(azurite.Sas("shown.vhd", "rcw"), "--what-if")).ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => azurite.ReadAsync("shown.vhd"));
    }

    [Fact]
    public async Task A_target_of_another_length_is_refused_and_left_alone()
    {
        await azurite.StartAsync();
        await azurite.CreateAsync("short.vhd", 1024 * 1024);
        CommandRun run = await Run(azurite.Sas("short.vhd", "rw"));
        Assert.Equal(ExitCode.AzureFailed, run.ExitCode);
        Assert.Contains("TargetSizeDiffers", run.Error);
        Assert.Contains("1048576", run.Error);
    }

    [Fact]
    public async Task A_block_blob_is_refused_and_left_alone()
    {
        await azurite.StartAsync();
        await azurite.UploadBlockAsync("block.vhd", Image);
        CommandRun run = await Run(azurite.Sas("block.vhd", "rw"));
        Assert.Equal(ExitCode.AzureFailed, run.ExitCode);
        Assert.Contains("TargetNotPageBlob", run.Error);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("w")]
    public async Task An_address_without_the_rights_is_refused_with_a_hint(string rights)
    {
        await azurite.StartAsync();
        CommandRun run = await Run(azurite.Sas($"rights-{rights}.vhd", rights));
        Assert.Equal(ExitCode.AzureFailed, run.ExitCode);
        Assert.Contains("address", run.Error);
    }

    [Theory]
    [InlineData("http://example.com/images/a.vhd?sig=SECRET")]
    [InlineData("images/a.vhd?sig=SECRET")]
    [InlineData("https://example.com/images/a.vhd")]
    public async Task An_address_that_cannot_be_trusted_is_wrong_usage(string address)
    {
        CommandRun run = await CommandRun.Of("upload", Image, "--sas-uri", address);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.DoesNotContain("SECRET", run.Output + run.Error);
    }

    [Theory]
    [InlineData("upload", "a.vhd", "https://example.com/a.vhd?sig=SECRET")]
    [InlineData("upload", "a.vhd", "--sas-uri", "https://example.com/a.vhd?sig=SECRET", "--disk", "erp")]
    [InlineData("upload", "a.vhd", "--sas-uri", "https://example.com/a.vhd?sig=SECRET", "--rehearse")]
    [InlineData("upload", "a.vhd", "--sas-uri", "https://example.com/a.vhd?sig=SECRET", "--blob-uri", "https://example.com/c/a.vhd")]
    [InlineData("upload", "a.vhd", "--blob-uri", "https://example.com/c/a.vhd", "--disk", "erp")]
    [InlineData("upload", "a.vhd", "--blob-uri", "https://example.com/c/a.vhd", "--zone", "1")]
    [InlineData("upload", "a.vhd", "--blob-uri", "https://example.com/c/a.vhd", "--storage-account-id", "/x")]
    [InlineData("upload", "a.vhd", "--disk", "erp", "-g", "g", "--location", "westeurope", "--storage-account-id", "/x")]
    [InlineData("upload", "a.vhd", "--disk", "erp", "--location", "westeurope")]
    [InlineData("upload", "a.vhd")]
    public async Task One_target_has_to_be_named(params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(arguments);
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.DoesNotContain("SECRET", run.Output + run.Error);
    }

    private static async Task<CommandRun> Run(string address, params string[] options)
    {
        CommandRun run = await CommandRun.Of(["upload", Image, "--sas-uri", address, .. options]);
        string key = address.Split("sig=")[1];
        Assert.DoesNotContain(key, run.Output + run.Error);
        Assert.DoesNotContain(Uri.UnescapeDataString(key), run.Output + run.Error);
        return run;
    }

    private async Task AssertArrivedAsync(string name)
    {
        using var stored = new MemorySource(await azurite.ReadAsync(name));
        DiskComparison.AssertSame(Image, stored);
    }

    private sealed class MemorySource(byte[] bytes) : ByteSource
    {
        public override string Name => "stored";

        public override long Length => bytes.Length;

        public override void Read(long offset, byte[] buffer, int index, int count) => Array.Copy(bytes, offset, buffer, index, count);
    }
}
