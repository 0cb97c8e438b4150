using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload.Resume;

/// <summary>A managed disk whose upload is interrupted, and the same command run again.</summary>
public sealed class DiskResumeTests : IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly Journey _journey = new() { Request = Samples.Request };

    public DiskResumeTests() =>
        _journey.Request = Samples.Request with { Upload = new UploadOptions { StateFolder = _state.Path, MaxConcurrency = 2 } };

    [Fact]
    public async Task It_goes_on_where_it_was_and_sends_no_range_twice()
    {
        await InterruptAsync(afterWrites: 3);
        DeploymentPlan plan = await _journey.PlanAsync();
        PlannedResource disk = plan.Resources.Single(r => r.Type.EndsWith("/disks"));
        Assert.True(disk is { Action: PlannedAction.Use, ResumesUpload: true });
        Assert.True(plan.Upload.BytesToSend < (await new Journey().PlanAsync()).Upload.BytesToSend);
        DeploymentResult result = await _journey.RunAsync();
        _journey.AssertUploaded();
        string[] writes = [.. _journey.Exchanges.Where(e => Journey.IsPageWrite(e.Request) && e.Reply.Status == 201).Select(e => e.Request.Header("x-ms-range")!)];
        Assert.Equal(writes.Distinct().Count(), writes.Length);
        Assert.Equal(1, _journey.Exchanges.Count(e => Journey.IsPut(e.Request, "disks")));
        Assert.Empty(Directory.GetFiles(_state.Path, "*.journal", SearchOption.AllDirectories));
        Assert.DoesNotContain(result.Warnings, w => w.Contains("begun anew"));
    }

    [Fact]
    public async Task An_image_that_was_changed_is_refused_and_Restart_begins_anew()
    {
        await InterruptAsync(afterWrites: 3);
        _journey.Disk.Change(0);
        DeploymentPlan plan = await _journey.PlanAsync();
        Assert.Equal(["SourceChanged"], plan.Refusals.Select(r => r.ErrorId));
        Assert.Contains("-Restart", plan.Refusals[0].Remedy);
        _journey.Request = _journey.Request with { Upload = _journey.Request.Upload with { Restart = true } };
        await _journey.RunAsync();
        _journey.AssertUploaded();
    }

    [Fact]
    public async Task A_change_that_no_sample_meets_is_noticed_before_the_end()
    {
        await InterruptAsync(afterWrites: 6);
        _journey.Disk.Change((20 * Samples.MiB) + 1_000_000);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => _journey.RunAsync());
        Assert.Equal("SourceChanged", exception.ErrorId);
        Assert.DoesNotContain(_journey.Exchanges, e => Journey.IsPut(e.Request, "virtualMachines"));
        Assert.Contains(exception.LeftBehind, l => l.Name == "legacy01-osdisk");
        _journey.Request = _journey.Request with { Upload = _journey.Request.Upload with { Restart = true } };
        await _journey.RunAsync();
        _journey.AssertUploaded();
    }

    [Fact]
    public async Task A_run_that_broke_off_between_the_last_byte_and_the_mark_sends_nothing_more()
    {
        _journey.Interfere(request => request.Method == "PATCH", () => ArmReply.Empty(409));
        await Assert.ThrowsAsync<AzureOperationException>(() => _journey.RunAsync());
        _journey.Azure.Interference = null;
        int writes = _journey.Exchanges.Count(e => Journey.IsPageWrite(e.Request));
        await _journey.RunAsync();
        Assert.Equal(writes, _journey.Exchanges.Count(e => Journey.IsPageWrite(e.Request)));
        _journey.AssertUploaded();
    }

    [Fact]
    public async Task A_token_that_runs_out_before_the_end_costs_no_byte()
    {
        _journey.Interfere(request => request.Uri.AbsolutePath.EndsWith("endGetAccess"), () => ArmReply.Empty(401));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => _journey.RunAsync());
        Assert.Equal("TokenRejected", exception.ErrorId);
        _journey.Azure.Interference = null;
        long data = _journey.Exchanges.Where(e => Journey.IsPageWrite(e.Request)).Sum(e => (long)e.Request.Body.Length);
        DeploymentResult result = await _journey.RunAsync();
        Assert.True(result.UploadedBytes < 1024 && data > 5 * Samples.MiB, $"{result.UploadedBytes} after {data}");
        _journey.AssertUploaded();
    }

    [Fact]
    public async Task Where_Azure_does_not_let_it_go_on_it_begins_anew_and_says_so()
    {
        await InterruptAsync(afterWrites: 3);
        int grants = 0;
        _journey.Interfere(
            request => request.Uri.AbsolutePath.EndsWith("beginGetAccess") && Interlocked.Increment(ref grants) <= 1,
            () => new ArmRefusal(409, "OperationNotAllowed", "The disk is under upload.").Reply());
        DeploymentResult result = await _journey.RunAsync();
        Assert.Contains(result.Warnings, w => w.Contains("begun anew"));
        _journey.AssertUploaded();
    }

    [Fact]
    public async Task A_disk_is_read_back_on_request()
    {
        _journey.Request = _journey.Request with { Upload = _journey.Request.Upload with { Verify = true } };
        await _journey.RunAsync();
        _journey.AssertUploaded();
        Assert.Contains(_journey.Exchanges, e => e.Request.Method == "GET" && e.Request.Query("comp") is null && e.Reply.Status == 206);
    }

    public void Dispose()
    {
        _journey.Dispose();
        _state.Dispose();
    }

    private async Task InterruptAsync(int afterWrites)
    {
        using var interrupt = new CancellationTokenSource();
        int writes = 0;
        _journey.Azure.Interference = request =>
        {
            if (Journey.IsPageWrite(request) && Interlocked.Increment(ref writes) > afterWrites) interrupt.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _journey.RunAsync(cancellationToken: interrupt.Token));
        _journey.Azure.Interference = null;
    }
}
