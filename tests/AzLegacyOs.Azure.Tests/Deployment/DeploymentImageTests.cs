using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Policy;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>An image of a file as it travels.</summary>
public sealed class DeploymentImageTests : IDisposable
{
    private static readonly Guid Own = new("5d0f7a55-6c0e-4f2b-9c0a-3c1d9f6e7a21");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_identity_and_the_time_of_a_VHD_stay()
    {
        DateTime time = new(2009, 8, 7, 6, 5, 4, DateTimeKind.Utc);
        VhdFooter footer = Footer(Write("own.vhd", 1, Own, time));
        Assert.Equal((Own, time, true), (footer.UniqueId, footer.Timestamp, footer.ChecksumValid));
    }

    /// <summary>A footer without an identity: one is made of what is on the disk, the same in each run, and another one for another disk.</summary>
    [Fact]
    public void A_VHD_without_an_identity_gets_one_of_its_contents()
    {
        string one = Write("one.vhd", 1, Guid.Empty, DateTime.UnixEpoch.AddYears(40)), other = Write("other.vhd", 2, Guid.Empty, DateTime.UnixEpoch.AddYears(40));
        VhdFooter first = Footer(one), again = Footer(one), second = Footer(other);
        Assert.NotEqual(Guid.Empty, first.UniqueId);
        Assert.Equal((first.UniqueId, first.Timestamp), (again.UniqueId, again.Timestamp));
        Assert.NotEqual(first.UniqueId, second.UniqueId);
        Assert.True(first is { HasIdentity: true, ChecksumValid: true, DiskType: VhdDiskType.Fixed });
        Assert.Equal(Guid.Empty, VhdFooter.Parse(File.ReadAllBytes(one)[^512..]).UniqueId);
    }

    [Fact]
    public async Task It_arrives_with_that_identity_and_a_second_run_sends_nothing()
    {
        string path = Write("arrives.vhd", 1, Guid.Empty, DateTime.UnixEpoch.AddYears(40));
        using var journey = new Journey();
        var request = new DiskRequest { ImagePath = path, DiskName = "erp", ResourceGroup = "rg-legacy", Location = "westeurope", Upload = new UploadOptions { StateFolder = null } };
        Assert.True(await UploadAsync(journey, path, request) > 0);
        using ByteSource uploaded = journey.Azure.OpenUploadedDisk("erp");
        Assert.Equal(Footer(path).UniqueId, VhdFooter.Parse(uploaded.ReadBytes(uploaded.Length - 512, 512)).UniqueId);
        Assert.Equal(0, await UploadAsync(journey, path, request));
    }

    private static async Task<long> UploadAsync(Journey journey, string path, DiskRequest request)
    {
        using DeploymentImage image = Open(path);
        UploadDestination disk = UploadDestination.Disk(journey.Connection, request);
        ImageUploadPlan plan = await disk.PlanAsync(Samples.Server2003, image.Source, TestContext.Current.CancellationToken);
        return (await disk.RunAsync(plan, Samples.Server2003, image.Source, cancellationToken: TestContext.Current.CancellationToken)).UploadedBytes;
    }

    private static VhdFooter Footer(string path)
    {
        using DeploymentImage image = Open(path);
        return VhdFooter.Parse(image.Source.ReadBytes(image.Source.Length - 512, 512));
    }

    private static DeploymentImage Open(string path) =>
        DeploymentImage.Open(path, new AssessmentRequest { AsOf = new DateTime(2026, 11, 20) }, cancellationToken: TestContext.Current.CancellationToken);

    private string Write(string name, int seed, Guid id, DateTime time)
    {
        using var view = new FixedVhdView(Samples.Disk(seed), id, time);
        string path = _folder.Combine(name);
        File.WriteAllBytes(path, view.ReadBytes(0, (int)view.Length));
        return path;
    }
}
