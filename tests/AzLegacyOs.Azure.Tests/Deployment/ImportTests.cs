using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Rehearsal.Exchanges;
using AzLegacyOs.Rehearsal.Storage;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>A page blob of a storage account, and the disk that is imported from it.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Blob = "https://legacydisks.blob.core.windows.net/vhds/erp.vhd";

    private static readonly DiskRequest Request = new() { ImagePath = "sample.vhd", DiskName = "erp", ResourceGroup = "rg-legacy", Location = "westeurope", Upload = Samples.Request.Upload };

    private readonly Journey _journey = new();
    private readonly TemporaryFolder _state = new();

    private UploadOptions Options => new() { StateFolder = _state.Path };

    public void Dispose()
    {
        _journey.Dispose();
        _state.Dispose();
    }

    [Fact]
    public async Task An_identity_uploads_to_a_page_blob()
    {
        ImageUploadResult result = await RunAsync(BlobOf(Blob));
        Assert.Equal((null, Blob), (result.DiskId, result.Target));
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenPageBlob(new Uri(Blob)));
    }

    [Fact]
    public async Task A_disk_is_imported_from_the_blob_and_a_second_run_uses_it()
    {
        ImageUploadResult result = await RunAsync(ImportOf(BlobOf(Blob)));
        Assert.EndsWith("/disks/erp", result.DiskId);
        Assert.Equal(["pageBlob", "resourceGroups", "disks"], result.Plan.Resources.Select(r => r.Type.Split('/')[^1]));
        Assert.Contains(result.Warnings, warning => warning.Contains(Blob));
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenUploadedDisk("erp"));

        ImageUploadResult again = await RunAsync(ImportOf(BlobOf(Blob)));
        Assert.Equal((0, result.DiskId), (again.UploadedBytes, again.DiskId));
        Assert.Equal(PlannedAction.Use, Assert.Single(again.Plan.Resources).Action);
    }

    [Theory]
    [InlineData(false, false, 4)]
    [InlineData(true, false, 5)]
    [InlineData(false, true, 3)]
    public async Task Its_steps_are_counted_to_the_last(bool verify, bool groupExists, int last)
    {
        if (groupExists) PreflightTests.Put(_journey, null, """{"location":"westeurope"}""");
        UploadDestination import = ImportOf(UploadDestination.Blob(_journey.Connection, Blob, Options with { Verify = verify }, force: false));
        var steps = new List<(int, int)>();
        await import.RunAsync(await PlanAsync(import), Samples.Server2003, _journey.Disk.AsFixedVhd(), new Listener(steps), TestContext.Current.CancellationToken);
        Assert.All(steps, step => Assert.Equal(last, step.Item2));
        Assert.Equal((last, last), steps[^1]);
        Assert.Equal(steps.Order(), steps);
    }

    private sealed class Listener(List<(int Step, int Steps)> seen) : IProgress<DeploymentProgress>
    {
        public void Report(DeploymentProgress value)
        {
            lock (seen) seen.Add((value.Step, value.Steps));
        }
    }

    [Fact]
    public async Task An_address_with_a_key_uploads_and_is_imported_without_it()
    {
        StorageAccount account = _journey.Azure.AddStorageAccount("legacydisks");
        var blob = new AddressDestination(_journey.Connection.Pages, SasAddress.Parse($"{Blob}?sv=2021-12-02&sp=rcw&sig={account.Signature}"), Options, force: false, removeOnFailure: false);
        ImageUploadResult result = await RunAsync(ImportOf(blob));
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenUploadedDisk("erp"));
        Assert.DoesNotContain(account.Signature, System.Text.Json.JsonSerializer.Serialize(result));
        Assert.DoesNotContain(_journey.Exchanges, e => Journey.IsPut(e.Request, "disks") && System.Text.Encoding.UTF8.GetString(e.Request.Body).Contains(account.Signature));
    }

    [Fact]
    public async Task After_an_import_that_failed_the_blob_is_not_sent_again()
    {
        _journey.Interfere(r => Journey.IsPut(r, "disks"), () => ArmReply.Json(409, System.Text.Json.Nodes.JsonNode.Parse("""{"error":{"code":"QuotaExceeded","message":"no"}}""")));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(ImportOf(BlobOf(Blob))));
        Assert.Equal("QuotaExceeded", exception.ErrorId);
        Assert.Contains(exception.LeftBehind, l => l.Type == "pageBlob" && l.RemoveCommandCli.Contains("--container-name 'vhds' --name 'erp.vhd'"));
        Assert.Contains(exception.LeftBehind, l => l.Name == "rg-legacy");

        _journey.Azure.Interference = null;
        ImageUploadResult result = await RunAsync(ImportOf(BlobOf(Blob)));
        Assert.InRange(result.UploadedBytes, 0, 512);
        Assert.True(result.ResumedBytes > Samples.MiB);
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenUploadedDisk("erp"));
    }

    [Fact]
    public async Task A_blob_that_is_whole_is_imported_without_being_sent_again()
    {
        ImageUploadResult blob = await RunAsync(BlobOf(Blob));
        ImageUploadResult disk = await RunAsync(ImportOf(BlobOf(Blob)));
        Assert.True(disk is { UploadedBytes: 0, Requests: 0 });
        Assert.Equal(blob.ContentDigest, disk.ContentDigest);
        Journey.AssertSame(_journey.Disk.AsFixedVhd(), _journey.Azure.OpenUploadedDisk("erp"));
        ImageUploadResult again = await RunAsync(ImportOf(BlobOf(Blob)));
        Assert.Equal(PlannedAction.Use, Assert.Single(again.Plan.Resources).Action);
    }

    [Fact]
    public async Task A_VM_is_made_from_the_imported_disk_without_sending_anything()
    {
        ImageUploadResult disk = await RunAsync(ImportOf(BlobOf(Blob)));
        _journey.Request = _journey.Request with { DiskName = "erp" };
        DeploymentResult machine = await _journey.RunAsync();
        Assert.Equal((disk.DiskId, 0), (machine.DiskId, machine.UploadedBytes));
        _journey.Disk.Change(20 * Samples.MiB + 1_000_000);
        Assert.Contains((await _journey.PlanAsync()).Refusals, refusal => refusal.ErrorId == "PreflightBlocked");
    }

    [Fact]
    public async Task A_blob_that_the_run_made_is_removed_on_request()
    {
        _journey.Interfere(Journey.IsPageWrite, () => new RehearsalReply(400, new Dictionary<string, string> { ["x-ms-error-code"] = "InvalidHeaderValue" }, []));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => RunAsync(UploadDestination.Blob(_journey.Connection, Blob, Options, force: false, removeOnFailure: true)));
        Assert.Empty(exception.LeftBehind);
        Assert.Throws<KeyNotFoundException>(() => _journey.Azure.OpenPageBlob(new Uri(Blob)));
    }

    [Fact]
    public async Task A_storage_account_elsewhere_is_refused_before_anything_is_sent()
    {
        _journey.Azure.AddStorageAccount("legacydisks", "northeurope");
        ImageUploadPlan plan = await PlanAsync(ImportOf(BlobOf(Blob)));
        Assert.Equal("StorageAccountInOtherLocation", Assert.Single(plan.Refusals).ErrorId);
        Assert.Throws<KeyNotFoundException>(() => _journey.Azure.OpenPageBlob(new Uri(Blob)));
    }

    [Theory]
    [InlineData("/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/other-group/providers/Microsoft.Storage/storageAccounts/other", "StorageAccountDiffers")]
    [InlineData("/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/other-group/providers/Microsoft.Storage/storageAccounts/absent", "StorageAccountNotFound")]
    public async Task An_account_that_does_not_hold_the_blob_is_refused(string id, string errorId)
    {
        _journey.Azure.AddStorageAccount("other");
        ImageUploadPlan plan = await PlanAsync(UploadDestination.Import(_journey.Connection, BlobOf(Blob), Request, id));
        Assert.Equal(errorId, Assert.Single(plan.Refusals).ErrorId);
    }

    [Fact]
    public async Task A_role_that_is_missing_is_named()
    {
        _journey.Azure.AddStorageAccount("legacydisks", hasRole: false);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => PlanAsync(BlobOf(Blob)));
        Assert.Equal("StorageRoleMissing", exception.ErrorId);
        Assert.Contains("Storage Blob Data Contributor", exception.Message);
    }

    [Fact]
    public async Task A_token_for_another_service_says_to_sign_in()
    {
        _journey.Azure.AddStorageAccount("legacydisks");
        _journey.Interfere(
            request => request.Uri.Host.StartsWith("legacydisks", StringComparison.Ordinal),
            () => new RehearsalReply(401, new Dictionary<string, string> { ["x-ms-error-code"] = "InvalidAuthenticationInfo" }, []));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => PlanAsync(BlobOf(Blob)));
        Assert.Equal("TokenNotForStorage", exception.ErrorId);
    }

    [Fact]
    public async Task An_account_that_forbids_shared_keys_says_to_sign_in()
    {
        StorageAccount account = _journey.Azure.AddStorageAccount("legacydisks", allowsSharedKeys: false);
        var blob = new AddressDestination(_journey.Connection.Pages, SasAddress.Parse($"{Blob}?sp=rcw&sig={account.Signature}"), Options, force: false, removeOnFailure: false);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => PlanAsync(blob));
        Assert.Equal("SharedKeyForbidden", exception.ErrorId);
        Assert.Contains("--blob-uri", exception.Message);
    }

    [Theory]
    [InlineData("http://a.blob.core.windows.net/c/b.vhd")]
    [InlineData("https://a.blob.core.windows.net/c/b.vhd?sig=SECRET")]
    [InlineData("https://a.blob.core.windows.net/b.vhd")]
    [InlineData("b.vhd")]
    [InlineData("https://example.com/c/b.vhd")]
    [InlineData("https://a.blob.core.windows.net.example.com/c/b.vhd")]
    [InlineData("https://a.blob.core.chinacloudapi.cn/c/b.vhd")]
    public void An_address_that_names_no_blob_or_has_a_key_is_refused(string address)
    {
        var exception = Assert.Throws<ArgumentException>(() => BlobOf(address));
        Assert.DoesNotContain("SECRET", exception.ToString());
    }

    [Theory]
    [InlineData("x")]
    [InlineData(".example.com/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a")]
    [InlineData("/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/g/providers/Microsoft.Compute/disks/a")]
    public void An_id_of_something_else_than_a_storage_account_is_refused_before_anything_is_asked(string id)
    {
        Assert.Throws<ArgumentException>(() => UploadDestination.Import(_journey.Connection, BlobOf(Blob), Request, id));
        Assert.Empty(_journey.Exchanges);
    }

    [Fact]
    public void A_name_and_password_in_an_address_are_in_no_text_of_it() =>
        Assert.Equal("https://a.blob.core.windows.net/c/b%20c.vhd", SasAddress.Parse("https://ops:SECRET@a.blob.core.windows.net/c/b%20c.vhd?sp=rw&sig=SECRET").ToString());

    [Theory]
    [InlineData("UsGovernment", "https://a.blob.core.usgovcloudapi.net/c/b.vhd")]
    [InlineData("China", "https://a.blob.core.chinacloudapi.cn/c/b.vhd")]
    [InlineData("Public", "https://a.z14.blob.storage.azure.net/c/b.vhd")]
    public async Task A_cloud_has_storage_accounts_of_its_own(string cloud, string address) =>
        Assert.Equal(address, SasAddress.ParseBlob(address, await AzureCloud.FindAsync(cloud, TestContext.Current.CancellationToken)).ToString());

    private UploadDestination BlobOf(string address) => UploadDestination.Blob(_journey.Connection, address, Options, force: false);

    private UploadDestination ImportOf(UploadDestination blob) => UploadDestination.Import(_journey.Connection, blob, Request);

    private Task<ImageUploadPlan> PlanAsync(UploadDestination destination) =>
        destination.PlanAsync(Samples.Server2003, _journey.Disk.AsFixedVhd(), TestContext.Current.CancellationToken);

    private async Task<ImageUploadResult> RunAsync(UploadDestination destination) =>
        await destination.RunAsync(await PlanAsync(destination), Samples.Server2003, _journey.Disk.AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken);
}
