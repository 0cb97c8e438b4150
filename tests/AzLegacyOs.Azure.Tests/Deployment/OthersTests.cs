using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>Somebody else is at work in the same place: what a run did not make it neither changes nor removes.</summary>
public sealed class OthersTests : IDisposable
{
    private const string Group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-legacy";

    private const string Disk = Group + "/providers/Microsoft.Compute/disks/legacy01-osdisk";

    private const string Machine = Group + "/providers/Microsoft.Compute/virtualMachines/legacy01";

    private const string Blob = "https://legacydisks.blob.core.windows.net/vhds/erp.vhd";

    private readonly Journey _journey = new() { Request = Samples.Request with { RemoveOnFailure = true } };

    private readonly TemporaryFolder _state = new();

    // Requests of somebody else are not interfered with.
    private bool _isOther;

    public void Dispose()
    {
        _journey.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task What_came_there_since_the_plan_was_made_is_not_changed_and_not_removed()
    {
        DeploymentPlan plan = await _journey.PlanAsync();
        PreflightTests.Put(_journey, null, """{"location":"westeurope","tags":{"owner":"somebody"}}""");
        PreflightTests.Put(_journey, "Microsoft.Network/networkSecurityGroups/legacy01-nsg", """{"location":"westeurope","tags":{"owner":"somebody"}}""");
        int before = _journey.Exchanges.Count;
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(plan));
        Assert.Equal("ResourceExists", exception.ErrorId);
        Assert.Contains("since the plan was made", exception.Message);
        Assert.Empty(exception.LeftBehind);
        Assert.All(_journey.Exchanges.Skip(before), e => Assert.Equal("GET", e.Request.Method));
        Assert.Equal(2, _journey.Azure.ResourceIds.Count);
    }

    [Fact]
    public async Task A_resource_group_that_another_run_made_meanwhile_is_used()
    {
        DeploymentPlan plan = await _journey.PlanAsync();
        PreflightTests.Put(_journey, null, """{"location":"westeurope","tags":{"owner":"somebody"}}""");
        await RunAsync(plan);
        Assert.Equal("somebody", (string?)Get(Group)["tags"]!["owner"]);
    }

    [Fact]
    public async Task A_disk_that_another_run_finished_meanwhile_is_not_replaced()
    {
        _journey.Request = Samples.Request;
        await _journey.InterruptAsync();
        DeploymentPlan plan = await _journey.PlanAsync();
        Assert.True(plan.Resources.Single(r => r.Type.EndsWith("/disks")).ReplacesUnfinishedUpload);
        Send("PATCH", $"https://management.azure.com{Disk}?api-version=2023-04-02", new JsonObject { ["tags"] = new JsonObject { [ImageIdentity.Tag] = ImageIdentity.TagWhenComplete(plan.ImageIdentity, "0") } }.ToJsonString());
        int before = _journey.Exchanges.Count;
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(plan));
        Assert.Equal("ResourceExists", exception.ErrorId);
        Assert.DoesNotContain(exception.LeftBehind, left => left.Id == Disk);
        Assert.DoesNotContain(_journey.Exchanges.Skip(before), e => e.Request.Method is "DELETE" or "POST");
    }

    [Fact]
    public async Task A_disk_that_was_made_anew_under_the_upload_is_left_alone()
    {
        int writes = 0, replaced = 0;
        _journey.Azure.Interference = request =>
        {
            if (_isOther) return null;
            if (Journey.IsPageWrite(request) && Interlocked.Increment(ref writes) == 4)
            {
                _journey.Azure.Revoke(request.Segments[0]);
                Volatile.Write(ref replaced, _journey.Exchanges.Count);
            }

            return Volatile.Read(ref replaced) > 0 && request.Method == "GET" && request.Uri.AbsolutePath == Disk ? Changed(Disk, disk => disk["properties"]!["timeCreated"] = "2001-01-01T00:00:00Z") : null;
        };
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => _journey.RunAsync());
        Assert.Equal("ResourceNotFound", exception.ErrorId);
        Assert.DoesNotContain(exception.LeftBehind, left => left.Id == Disk);
        Assert.DoesNotContain(_journey.Exchanges.Skip(replaced), e => e.Request.Uri.AbsolutePath.StartsWith(Disk, StringComparison.Ordinal) && e.Request.Method != "GET");
        Assert.Contains(Disk, _journey.Azure.ResourceIds);
    }

    [Fact]
    public async Task A_machine_that_failed_is_asked_for_again_and_not_removed_with_what_the_run_makes()
    {
        await _journey.RunAsync();
        _journey.Azure.Interference = request => _isOther || request.Uri.AbsolutePath != Machine
            ? null
            : request.Method == "PUT" ? new ArmRefusal(409, "AllocationFailed", "no room").Reply() : Changed(Machine, machine => machine["properties"]!["provisioningState"] = "Failed");
        Assert.Equal(PlannedAction.Create, (await _journey.PlanAsync()).Resources.Single(r => r.Id == Machine).Action);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => _journey.RunAsync());
        Assert.Equal("NoCapacity", exception.ErrorId);
        Assert.Empty(exception.LeftBehind);
        Assert.Contains(Machine, _journey.Azure.ResourceIds);
    }

    [Fact]
    public async Task A_machine_that_failed_and_was_changed_since_is_used_as_it_is()
    {
        await _journey.RunAsync();
        _journey.Azure.Interference = request => _isOther || request.Method != "GET" || request.Uri.AbsolutePath != Machine
            ? null
            : Changed(Machine, machine =>
            {
                machine["properties"]!["provisioningState"] = "Failed";
                machine["properties"]!["storageProfile"]!["dataDisks"] = new JsonArray(new JsonObject { ["lun"] = 0 });
            });
        DeploymentResult result = await _journey.RunAsync();
        Assert.Equal(PlannedAction.Use, result.Plan.Resources.Single(r => r.Id == Machine).Action);
        Assert.Contains("legacy01 failed", Assert.Single(result.Warnings));
    }

    [Fact]
    public async Task A_machine_that_runs_is_not_removed_because_something_about_it_cannot_be_read()
    {
        _journey.Interfere(
            request => request.Method == "GET" && request.Uri.AbsolutePath.EndsWith("/legacy01/extensions", StringComparison.Ordinal),
            () => new ArmRefusal(403, "AuthorizationFailed", "The client does not have authorization to perform action 'Microsoft.Compute/virtualMachines/extensions/read'.").Reply());
        DeploymentResult result = await _journey.RunAsync();
        Assert.Contains("Microsoft.Compute/virtualMachines/extensions/read", Assert.Single(result.Warnings));
        Assert.Contains(Machine, _journey.Azure.ResourceIds);
    }

    [Fact]
    public async Task An_extension_that_is_there_is_used()
    {
        _journey.Request = Samples.Request with { Extensions = ["BGInfo"] };
        _journey.Assessment = Samples.WithAgent;
        await _journey.RunAsync();
        string extension = Machine + "/extensions/BGInfo";
        _journey.Azure.Interference = request => _isOther || request.Uri.AbsolutePath != extension ? null : Changed(extension, found => found["properties"]!["provisioningState"] = "Succeeded");
        int before = _journey.Exchanges.Count;
        DeploymentResult result = await _journey.RunAsync();
        Assert.Empty(result.Warnings);
        Assert.Equal(PlannedAction.Use, result.Plan.Resources.Single(r => r.Id == extension).Action);
        Assert.All(_journey.Exchanges.Skip(before), e => Assert.Equal("GET", e.Request.Method));
    }

    [Fact]
    public async Task A_blob_that_came_there_since_the_plan_was_made_is_not_removed()
    {
        UploadDestination blob = UploadDestination.Blob(_journey.Connection, Blob, Options, force: false, removeOnFailure: true);
        ImageUploadPlan plan = await PlanAsync(blob);
        MakeBlob(withData: true);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(blob, plan));
        Assert.Equal("BlobAlreadyExists", exception.Failure.Code);
        Assert.Empty(exception.LeftBehind);
        Assert.Equal(7, _journey.Azure.OpenPageBlob(new Uri(Blob)).ReadBytes(0, 1)[0]);
    }

    [Fact]
    public async Task What_was_written_to_an_empty_blob_since_the_plan_was_made_is_not_cleared()
    {
        MakeBlob(withData: false);
        UploadDestination blob = UploadDestination.Blob(_journey.Connection, Blob, Options, force: false);
        ImageUploadPlan plan = await PlanAsync(blob);
        Write();
        Assert.Equal("TargetHoldsData", (await Assert.ThrowsAsync<DeploymentRefusedException>(() => RunAsync(blob, plan))).ErrorId);
        Assert.Equal(7, _journey.Azure.OpenPageBlob(new Uri(Blob)).ReadBytes(0, 1)[0]);
    }

    [Fact]
    public async Task A_blob_that_was_made_and_whose_answer_was_lost_is_filled()
    {
        int lost = 0;
        _journey.Azure.Interference = request =>
        {
            if (_isOther || request.Header("x-ms-blob-type") is null || Interlocked.Increment(ref lost) > 1) return null;
            MakeBlob(withData: false);
            throw new IOException("connection reset");
        };
        UploadDestination blob = UploadDestination.Blob(_journey.Connection, Blob, Options, force: false);
        await RunAsync(blob, await PlanAsync(blob));
        Assert.Equal(2, lost);
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenPageBlob(new Uri(Blob)));
    }

    [Fact]
    public async Task A_disk_whose_import_failed_is_not_taken_for_whole_though_its_tag_says_so()
    {
        DiskRequest request = new() { ImagePath = "sample.vhd", DiskName = "legacy01-osdisk", ResourceGroup = "rg-legacy", Location = "westeurope" };
        UploadDestination import = UploadDestination.Import(_journey.Connection, UploadDestination.Blob(_journey.Connection, Blob, Options, force: false), request);
        await RunAsync(import, await PlanAsync(import));
        Assert.Equal(PlannedAction.Use, Assert.Single((await PlanAsync(import)).Resources).Action);
        _journey.Azure.Interference = r => _isOther || r.Uri.AbsolutePath != Disk ? null : Changed(Disk, disk => disk["properties"]!["provisioningState"] = "Failed");
        Assert.Contains((await PlanAsync(import)).Refusals, refusal => refusal.ErrorId == "DiskNameTaken");
        Assert.Contains((await _journey.PlanAsync()).Refusals, refusal => refusal.RuleId == "ALO7141");
    }

    private UploadOptions Options => new() { StateFolder = _state.Path };

    private Task<DeploymentResult> RunAsync(DeploymentPlan plan) => DeploymentRunner.RunAsync(_journey.Connection, plan, _journey.Assessment, _journey.Disk.AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken);

    private Task<ImageUploadPlan> PlanAsync(UploadDestination destination) => destination.PlanAsync(Samples.Server2003, _journey.Disk.AsFixedVhd(), TestContext.Current.CancellationToken);

    private Task<ImageUploadResult> RunAsync(UploadDestination destination, ImageUploadPlan plan) =>
        destination.RunAsync(plan, Samples.Server2003, _journey.Disk.AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken);

    private void MakeBlob(bool withData)
    {
        Send("PUT", Blob, "", ("x-ms-blob-type", "PageBlob"), ("x-ms-blob-content-length", _journey.Disk.AsFixedVhd().Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (withData) Write();
    }

    private void Write() => Send("PUT", Blob + "?comp=page", new string('\a', 512), ("x-ms-page-write", "update"), ("x-ms-range", "bytes=0-511"));

    private JsonNode Get(string id) => JsonNode.Parse(Send("GET", $"https://management.azure.com{id}?api-version=2023-04-02", "").Body)!;

    private RehearsalReply Changed(string id, Action<JsonNode> change)
    {
        JsonNode found = Get(id);
        change(found);
        return ArmReply.Json(200, found);
    }

    private RehearsalReply Send(string method, string address, string body, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + _journey.Azure.Token, ["x-ms-version"] = "2021-12-02" };
        foreach ((string name, string value) in headers) all[name] = value;
        _isOther = true;
        try
        {
            RehearsalReply reply = _journey.Azure.Answer(new RehearsalRequest(method, new Uri(address), all, System.Text.Encoding.UTF8.GetBytes(body)));
            Assert.True(reply.Status < 300, System.Text.Encoding.UTF8.GetString(reply.Body));
            return reply;
        }
        finally
        {
            _isOther = false;
        }
    }
}
