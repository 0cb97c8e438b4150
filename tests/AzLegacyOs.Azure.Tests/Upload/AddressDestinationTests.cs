using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>Uploads to an address, against a storage service that nobody here wrote.</summary>
public sealed class AddressDestinationTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private readonly TemporaryFolder _state = new();

    [Fact]
    public async Task After_an_interruption_the_rest_is_sent_and_the_target_equals_the_image()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk(seed: 3).AsFixedVhd();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("again.vhd", image, progress: new StopWhenSending(stop), cancellationToken: stop.Token));
        ImageUploadResult result = await RunAsync("again.vhd", image);
        Assert.True(result is { ResumedBytes: > 0, Plan.Resources: [{ ResumesUpload: true }] });
        Assert.Equal((5 * Samples.MiB) + 512, (result.UploadedBytes + result.ResumedBytes) / Samples.MiB * Samples.MiB + 512);
        await azurite.AssertHoldsAsync("again.vhd", image);
    }

    [Fact]
    public async Task An_upload_that_came_to_its_end_is_known_again_until_somebody_writes_there()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk(seed: 6).AsFixedVhd();
        ImageUploadResult first = await RunAsync("whole.vhd", image);
        ImageUploadResult again = await RunAsync("whole.vhd", image, Options with { Verify = true });
        Assert.True(again is { UploadedBytes: 0, Requests: 0, IsVerified: true, Plan: { Upload.BytesToSend: 0, Resources: [{ Action: PlannedAction.Use, Summary: "holds this image already" }] } });
        Assert.Equal(first.ContentDigest, again.ContentDigest);
        Assert.EndsWith("nothing was sent", again.Statement);
        await azurite.WritePageAsync("whole.vhd", 16 * Samples.MiB);
        var refused = await Assert.ThrowsAsync<DeploymentRefusedException>(() => RunAsync("whole.vhd", image));
        Assert.Equal("TargetHoldsData", refused.ErrorId);
        await RunAsync("whole.vhd", image, Options with { Restart = true });
        await azurite.AssertHoldsAsync("whole.vhd", image);
    }

    [Fact]
    public async Task An_image_that_was_changed_since_its_upload_is_not_taken_for_the_one_that_is_there()
    {
        await azurite.StartAsync();
        SparseDisk disk = Samples.Disk(seed: 6);
        await RunAsync("older.vhd", disk.AsFixedVhd());
        disk.Change(20 * Samples.MiB + 1_000_000);
        var refused = await Assert.ThrowsAsync<DeploymentRefusedException>(() => RunAsync("older.vhd", disk.AsFixedVhd()));
        Assert.Equal("TargetHoldsData", refused.ErrorId);
    }

    [Fact]
    public async Task A_target_with_foreign_data_is_refused_and_Restart_replaces_it()
    {
        await azurite.StartAsync();
        ByteSource first = Samples.Disk(seed: 3).AsFixedVhd(), second = Samples.Disk(seed: 4).AsFixedVhd();
        await RunAsync("foreign.vhd", first);
        var refused = await Assert.ThrowsAsync<DeploymentRefusedException>(() => RunAsync("foreign.vhd", second));
        Assert.Equal("TargetHoldsData", refused.ErrorId);
        await azurite.AssertHoldsAsync("foreign.vhd", first);
        await RunAsync("foreign.vhd", second, Options with { Restart = true });
        await azurite.AssertHoldsAsync("foreign.vhd", second);
    }

    [Fact]
    public async Task An_image_that_was_changed_since_the_interruption_is_refused_and_Restart_replaces_it()
    {
        await azurite.StartAsync();
        ByteSource changed = Samples.Disk(seed: 4).AsFixedVhd();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync("edited.vhd", Samples.Disk(seed: 3).AsFixedVhd(), progress: new StopWhenSending(stop), cancellationToken: stop.Token));
        var refused = await Assert.ThrowsAsync<DeploymentRefusedException>(() => RunAsync("edited.vhd", changed));
        Assert.Equal("SourceChanged", refused.ErrorId);
        await RunAsync("edited.vhd", changed, Options with { Restart = true, Verify = true });
        await azurite.AssertHoldsAsync("edited.vhd", changed);
    }

    [Fact]
    public async Task A_page_that_was_written_meanwhile_is_found_by_reading_back()
    {
        await azurite.StartAsync();
        ByteSource image = Samples.Disk(seed: 5).AsFixedVhd();
        string sas = azurite.Sas("meddled.vhd", "rcw");
        var meddler = new OnceSending(() => azurite.WritePageAsync("meddled.vhd", 16 * Samples.MiB));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync("meddled.vhd", image, Options with { Verify = true }, meddler));
        Assert.Equal("TargetDiffers", exception.ErrorId);
        Assert.Contains((16 * Samples.MiB).ToString(), exception.Message);
        Assert.DoesNotContain(new Uri(sas).Query.Split("sig=")[1], exception.Message + exception.Diagnostics);
    }

    [Fact]
    public async Task A_source_that_changed_since_the_plan_is_refused_before_anything_is_sent()
    {
        await azurite.StartAsync();
        UploadDestination destination = UploadDestination.Address(azurite.Sas("changed.vhd", "rcw"), Options, force: false);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, Samples.Disk(seed: 3).AsFixedVhd(), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<DiskFormatException>(() => destination.RunAsync(plan, Samples.Server2003, Samples.Disk(seed: 4).AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => azurite.ReadAsync("changed.vhd"));
    }

    private UploadOptions Options => new() { MaxConcurrency = 2, ProgressInterval = TimeSpan.Zero, StateFolder = _state.Path };

    private async Task<ImageUploadResult> RunAsync(string name, ByteSource source, UploadOptions? options = null, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string sas = azurite.Sas(name, "rcw");
        UploadDestination destination = UploadDestination.Address(sas, options ?? Options, force: false);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, source, TestContext.Current.CancellationToken);
        ImageUploadResult result = await destination.RunAsync(plan, Samples.Server2003, source, progress, cancellationToken);
        Assert.Equal(source.Length, result.TotalBytes);
        Assert.Empty(result.Warnings);
        string secret = new Uri(sas).Query.Split("sig=")[1];
        Assert.DoesNotContain(secret, result + result.Statement + System.Text.Json.JsonSerializer.Serialize(result));
        Assert.DoesNotContain(Directory.GetFiles(_state.Path, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(secret));
        return result;
    }

    public void Dispose() => _state.Dispose();

    private sealed class OnceSending(Func<Task> act) : IProgress<DeploymentProgress>
    {
        private Task? _acted;

        public void Report(DeploymentProgress value)
        {
            if (value.Upload is not { BytesSent: > 0 } || _acted is not null) return;
            _acted = act();
            _acted.GetAwaiter().GetResult();
        }
    }

    private sealed class StopWhenSending(CancellationTokenSource stop) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value)
        {
            if (value.Upload is { BytesSent: > 0 }) stop.Cancel();
        }
    }
}
