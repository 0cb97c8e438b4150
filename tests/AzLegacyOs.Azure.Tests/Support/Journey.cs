using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Support;

/// <summary>A rehearsal, what is deployed to it, and everything that was sent.</summary>
internal sealed class Journey : IDisposable
{
    private readonly List<(RehearsalRequest Request, RehearsalReply Reply)> _exchanges = [];

    public Journey()
    {
        Azure.Observer = (request, reply) =>
        {
            lock (_exchanges) _exchanges.Add((request, reply));
        };
        Connection = Azure.Connect();
    }

    public RehearsalAzure Azure { get; } = new();

    public AzureConnection Connection { get; set; }

    public SparseDisk Disk { get; set; } = Samples.Disk();

    public Assessment Assessment { get; set; } = Samples.Server2003;

    public DeploymentRequest Request { get; set; } = Samples.Request;

    public IReadOnlyList<(RehearsalRequest Request, RehearsalReply Reply)> Exchanges
    {
        get
        {
            lock (_exchanges) return [.. _exchanges];
        }
    }

    public Task<DeploymentPlan> PlanAsync() => DeploymentPlanner.PlanAsync(Connection, Assessment, Disk.AsFixedVhd(), Request);

    public async Task<DeploymentResult> RunAsync(IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        DeploymentPlan plan = await PlanAsync();
        return await DeploymentRunner.RunAsync(Connection, plan, Assessment, Disk.AsFixedVhd(), progress, cancellationToken);
    }

    /// <summary>Runs until the first page is written, and is interrupted there.</summary>
    public async Task<DeploymentCanceledException> InterruptAsync()
    {
        using var interrupt = new CancellationTokenSource();
        Azure.Interference = request =>
        {
            if (IsPageWrite(request)) interrupt.Cancel();
            return null;
        };
        var exception = await Assert.ThrowsAsync<DeploymentCanceledException>(() => RunAsync(cancellationToken: interrupt.Token));
        Azure.Interference = null;
        return exception;
    }

    /// <summary>Interferes with the requests that match, the first <paramref name="times"/> times.</summary>
    public void Interfere(Func<RehearsalRequest, bool> match, Func<RehearsalReply?> reply, int times = int.MaxValue)
    {
        int left = times;
        Azure.Interference = request => match(request) && Interlocked.Decrement(ref left) >= 0 ? reply() : null;
    }

    public static bool IsPageWrite(RehearsalRequest request) => request.Query("comp") == "page";

    public static bool IsPut(RehearsalRequest request, string type) => request.Method == "PUT" && request.Uri.AbsolutePath.Contains("/" + type + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fails unless the uploaded disk equals the image byte for byte.</summary>
    public void AssertUploaded(string diskName = "legacy01-osdisk")
    {
        using ByteSource uploaded = Azure.OpenUploadedDisk(diskName);
        AssertSame(Disk.AsFixedVhd(), uploaded);
    }

    public static void AssertSame(ByteSource expected, ByteSource actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        byte[] one = new byte[1024 * 1024], two = new byte[one.Length];
        for (long offset = 0; offset < expected.Length; offset += one.Length)
        {
            int count = (int)Math.Min(one.Length, expected.Length - offset);
            expected.Read(offset, one, 0, count);
            actual.Read(offset, two, 0, count);
            Assert.True(one.AsSpan(0, count).SequenceEqual(two.AsSpan(0, count)), $"The bytes differ at or after offset {offset}.");
        }
    }

    public void Dispose() => Azure.Dispose();
}
