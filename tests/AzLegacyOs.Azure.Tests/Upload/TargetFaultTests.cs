using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>Addresses that cannot be what they are wanted for.</summary>
public class TargetFaultTests
{
    [Theory]
    [InlineData("se=2020-01-01T00%3A00%3A00Z&sp=rw", "SasExpired")]
    [InlineData("se=2199-01-01T00%3A00%3A00Z&sp=r", "SasLacksRight")]
    [InlineData("se=2199-01-01T00%3A00%3A00Z&sp=cw", "SasLacksRight")]
    public async Task What_the_address_itself_tells_is_refused_before_anything_is_sent(string query, string errorId)
    {
        // Nobody listens there: a request would end in another error.
        UploadDestination destination = UploadDestination.Address($"http://127.0.0.1:1/c/d.vhd?{query}&sig=SECRET", new UploadOptions { StateFolder = null }, force: false);
        ImageUploadPlan plan = await destination.PlanAsync(Samples.Server2003, Samples.Disk().AsFixedVhd(), TestContext.Current.CancellationToken);
        Assert.Equal([errorId], plan.Refusals.Select(refusal => refusal.ErrorId));
        Assert.DoesNotContain("SECRET", plan.ToString() + plan.Refusals[0]);
    }

    [Fact]
    public async Task A_target_that_may_not_be_read_back_is_said_before_anything_is_sent()
    {
        var transport = new RehearsalTransport(_ => new RehearsalReply(403, new Dictionary<string, string>(), []));
        using var target = new PageTarget(AzureConnection.PagePipeline(new ServiceTransport { Transport = transport }), SasAddress.Parse("https://md.blob.storage.azure.net/c/abcd?sig=x"));
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => TargetComparison.RequireReadableAsync(target, TestContext.Current.CancellationToken));
        Assert.Equal("VerifyNotAllowed", exception.ErrorId);
        Assert.Contains("sp=rw", exception.Message);
    }

    [Fact]
    public async Task A_target_that_does_not_list_its_pages_is_cleared_whole()
    {
        const long Length = (3L << 30) + 512;
        var cleared = new List<string?>();
        var transport = new RehearsalTransport(request =>
        {
            if (request.Method == "GET") return new RehearsalReply(409, new Dictionary<string, string>(), []);
            Assert.Equal("clear", request.Header("x-ms-page-write"));
            cleared.Add(request.Header("x-ms-range"));
            return new RehearsalReply(201, new Dictionary<string, string>(), []);
        });
        using var target = new PageTarget(AzureConnection.PagePipeline(new ServiceTransport { Transport = transport }), SasAddress.Parse("https://md.blob.storage.azure.net/c/abcd?sig=x"));
        PresentPages? present = await PresentPages.FindAsync(target, 0, Length, TestContext.Current.CancellationToken);
        await EmptyTarget.MakeAsync(target, present, Length, TestContext.Current.CancellationToken);
        Assert.Equal(["bytes=0-1073741823", "bytes=1073741824-2147483647", "bytes=2147483648-3221225471", "bytes=3221225472-3221225983"], cleared);
    }
}
