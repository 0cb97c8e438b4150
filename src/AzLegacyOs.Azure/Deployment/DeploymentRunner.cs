using System.Diagnostics;
using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Carries out a plan.</summary>
public sealed class DeploymentRunner
{
    private readonly DeploymentPlan _plan;
    private readonly ResourceRequests _requests;
    private readonly ResourceRun _run;
    private readonly List<string> _warnings;

    private DeploymentRunner(AzureConnection connection, DeploymentPlan plan, ByteSource source, IReadOnlyList<DataDisk> dataDisks, IProgress<DeploymentProgress>? progress)
    {
        _plan = plan;
        _requests = new ResourceRequests(connection);
        if (dataDisks.Count != plan.DataDisks.Count) throw new ArgumentException($"The plan has {plan.DataDisks.Count} data disks, and {dataDisks.Count} images were given.", nameof(dataDisks));
        IEnumerable<DiskContent> data = plan.DataDisks.Zip(dataDisks, (planned, disk) => new DiskContent(planned.DiskId, disk.Source, planned.ImageIdentity));
        _run = new ResourceRun(connection, plan.Request, plan.Resources, [new DiskContent(Id(ResourceTypes.Disk), source, plan.ImageIdentity), .. data], 1, progress);
        _warnings = [.. plan.Warnings];
    }

    /// <inheritdoc cref="RunAsync(AzureConnection, DeploymentPlan, Assessment, ByteSource, IReadOnlyList{DataDisk}, IProgress{DeploymentProgress}, CancellationToken)"/>
    public static Task<DeploymentResult> RunAsync(
        AzureConnection connection,
        DeploymentPlan plan,
        Assessment assessment,
        ByteSource source,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default) => RunAsync(connection, plan, assessment, source, [], progress, cancellationToken);

    /// <summary>Does what the plan says. Can be run again after any interruption, with a new plan, and ends in the same place.</summary>
    /// <param name="connection">The Azure that the plan was made for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="assessment">The judgement of the image, for the result.</param>
    /// <param name="source">The fixed VHD, footer included; the one that the plan was made for.</param>
    /// <param name="dataDisks">The images of the data disks, as they were planned.</param>
    /// <param name="progress">Told of each step, and of the upload a few times a second, from several threads, one at a time.</param>
    /// <param name="cancellationToken">Stops at once; write access to the disk is taken back all the same.</param>
    /// <exception cref="DeploymentRefusedException">The plan holds refusals.</exception>
    /// <exception cref="AzureOperationException">Azure refused or failed; says what is left behind.</exception>
    /// <exception cref="DiskFormatException">The source could not be read, or is another one than the plan was made for.</exception>
    /// <exception cref="DeploymentCanceledException">The token was cancelled; says what is left behind.</exception>
    public static async Task<DeploymentResult> RunAsync(
        AzureConnection connection,
        DeploymentPlan plan,
        Assessment assessment,
        ByteSource source,
        IReadOnlyList<DataDisk> dataDisks,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        plan.ThrowIfRefused();
        var clock = Stopwatch.StartNew();
        var runner = new DeploymentRunner(connection, plan, source, dataDisks, progress);
        return await runner._run.GuardAsync(
            async () =>
            {
                IReadOnlyDictionary<string, JsonElement> made = await runner._run.MakeAllAsync(cancellationToken).ConfigureAwait(false);
                return await runner.ReportAsync(made[runner.Id(ResourceTypes.VirtualMachine)], assessment, clock, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeploymentResult> ReportAsync(JsonElement machine, Assessment assessment, Stopwatch clock, CancellationToken cancellationToken)
    {
        _run.Tell(AzureText.Of("Doing.Look"));
        _warnings.AddRange(_run.Warnings);
        if (machine.TextAt("properties", "provisioningState") == "Failed") _warnings.Add(AzureText.Of("Warn.MachineFailed", _plan.Request.Name));
        JsonElement? nic = null, address = null;
        try
        {
            await WarnOfExtensionsAsync(cancellationToken).ConfigureAwait(false);
            nic = await LookAsync(ResourceTypes.NetworkInterface, cancellationToken).ConfigureAwait(false);
            address = await LookAsync(ResourceTypes.PublicIpAddress, cancellationToken).ConfigureAwait(false);
        }
        catch (AzureOperationException exception)
        {
            // The VM is there, which is what was wanted: nothing is removed because something could not be read.
            _warnings.Add(exception.Message);
        }

        return new DeploymentResult
        {
            Name = _plan.Request.Name,
            VmId = Id(ResourceTypes.VirtualMachine),
            DiskId = Id(ResourceTypes.Disk),
            NicId = Id(ResourceTypes.NetworkInterface),
            PrivateIpAddress = nic?.ListAt("properties", "ipConfigurations").Select(c => c.TextAt("properties", "privateIPAddress")).FirstOrDefault(),
            PublicIpAddress = address?.TextAt("properties", "ipAddress"),
            Size = machine.TextAt("properties", "hardwareProfile", "vmSize") ?? _plan.Size,
            Location = machine.TextAt("location") ?? _plan.Request.Location,
            Assessment = assessment,
            Plan = _plan,
            UploadedBytes = _run.Uploads.Sum(upload => upload.BytesSent),
            Elapsed = clock.Elapsed,
            SkippedExtensions = [.. _plan.Extensions.Where(e => e.Action == ExtensionAction.Skip)],
            Replacements = _plan.Replacements,
            Warnings = _warnings,
        };
    }

    /// <returns>The first resource of a type in the plan as it is now; null where there is none.</returns>
    private async Task<JsonElement?> LookAsync(string type, CancellationToken cancellationToken) =>
        _plan.Resources.FirstOrDefault(r => r.Type == type) is { } resource
            ? await FailureMap.Guard(AzureText.Of("Doing.Addresses"), cancellationToken, () => _requests.FindAsync(type, resource.Id, cancellationToken)).ConfigureAwait(false)
            : null;

    /// <summary>Policies and other services add extensions behind our back; on a guest without an agent they hang and fail.</summary>
    private async Task WarnOfExtensionsAsync(CancellationToken cancellationToken)
    {
        string id = Id(ResourceTypes.VirtualMachine);
        IReadOnlyList<JsonElement> present = await FailureMap.Guard(
            AzureText.Of("Doing.Extensions"), cancellationToken, () => _requests.ListAsync(ResourceTypes.Extension, id + "/extensions", cancellationToken)).ConfigureAwait(false);
        IEnumerable<string> planned = _plan.Resources.Where(r => r.Type == ResourceTypes.Extension).Select(r => r.Name.Substring(r.Name.IndexOf('/') + 1));
        foreach (string name in present.Select(e => e.TextAt("name")).OfType<string>().Except(planned, StringComparer.OrdinalIgnoreCase))
            _warnings.Add(AzureText.Of("Warn.Extension", name, _plan.Request.ResourceGroup, _plan.Request.Name));
    }

    private string Id(string type) => _plan.Resources.First(r => r.Type == type).Id;
}
