using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>Uploads to an address, against a storage service that nobody here wrote.</summary>
public sealed class AddressDestinationTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task After_an_interruption_and_with_another_image_on_it_the_target_equals_the_image()
    {
        await azurite.StartAsync();
        string sas = azurite.Sas("again.vhd", "rcw");
        ByteSource first = Samples.Disk(seed: 3).AsFixedVhd(), second = Samples.Disk(seed: 4).AsFixedVhd();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(sas, first, new StopWhenSending(stop), stop.Token));
        await RunAsync(sas, first, null, CancellationToken.None);
        await AssertArrivedAsync("again.vhd", first);
        await RunAsync(sas, second, null, CancellationToken.None);
        await AssertArrivedAsync("again.vhd", second);
    }

    [Fact]
    public async Task A_source_that_changed_since_the_plan_is_refused_before_anything_is_sent()
    {
        await azurite.StartAsync();
        UploadDestination destination = UploadDestination.Address(azurite.Sas("changed.vhd", "rcw"), new UploadOptions(), force: false);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, Samples.Disk(seed: 3).AsFixedVhd(), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<DiskFormatException>(() => destination.RunAsync(plan, Samples.Server2003, Samples.Disk(seed: 4).AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => azurite.ReadAsync("changed.vhd"));
    }

    private static async Task RunAsync(string sas, ByteSource source, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        UploadDestination destination = UploadDestination.Address(sas, new UploadOptions { MaxConcurrency = 2, ProgressInterval = TimeSpan.Zero }, force: false);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, source, TestContext.Current.CancellationToken);
        ImageUploadResult result = await destination.RunAsync(plan, Samples.Server2003, source, progress, cancellationToken);
        Assert.Equal(source.Length, result.TotalBytes);
        Assert.DoesNotContain(new Uri(sas).Query.Split("sig=")[1], result + System.Text.Json.JsonSerializer.Serialize(result));
    }

    private async Task AssertArrivedAsync(string name, ByteSource source)
    {
        byte[] expected = new byte[source.Length];
        source.Read(0, expected, 0, expected.Length);
        byte[] stored = await azurite.ReadAsync(name);
        Assert.True(expected.AsSpan().SequenceEqual(stored));
    }

    private sealed class StopWhenSending(CancellationTokenSource stop) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value)
        {
            if (value.Upload is { BytesSent: > 0 }) stop.Cancel();
        }
    }
}
