using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;

namespace AzLegacyOs.Azure.Tests.Sockets;

public sealed class RehearsalServerTests
{
    [Fact]
    public async Task The_whole_journey_travels_through_the_socket()
    {
        using var journey = new Journey();
        using var server = new RehearsalServer(journey.Azure);
        journey.Connection = server.Connect();
        await journey.RunAsync();
        journey.AssertUploaded();
        Assert.Equal(server.RequestCount, journey.Exchanges.Count);
    }

    [Theory]
    [InlineData(ServiceFault.Throttled)]
    [InlineData(ServiceFault.ThrottledWithoutDelay)]
    [InlineData(ServiceFault.Busy)]
    [InlineData(ServiceFault.BusyWithoutDelay)]
    [InlineData(ServiceFault.InternalError)]
    [InlineData(ServiceFault.ResetInBody)]
    [InlineData(ServiceFault.ResetBeforeAnswer)]
    [InlineData(ServiceFault.DoneThenReset)]
    [InlineData(ServiceFault.ResetInAnswer)]
    [InlineData(ServiceFault.Silence)]
    [InlineData(ServiceFault.HalfStored)]
    [InlineData(ServiceFault.AccessExpired)]
    [InlineData(ServiceFault.AccessRevoked)]
    public async Task A_fault_that_passes_at_a_page_write_is_outlived(ServiceFault fault)
    {
        using var journey = new Journey();
        using var server = new RehearsalServer(journey.Azure);
        int writes = 0;
        server.Fault = (request, _) => Journey.IsPageWrite(request) && Interlocked.Increment(ref writes) == 3 ? fault : null;
        journey.Connection = server.Connect(maxRetries: 8, fault == ServiceFault.Silence ? TimeSpan.FromSeconds(2) : null);
        await journey.RunAsync();
        Assert.Equal([fault], server.Faults);
        journey.AssertUploaded();
    }

    [Fact]
    public async Task A_checksum_of_other_bytes_is_caught()
    {
        using var journey = new Journey();
        using var server = new RehearsalServer(journey.Azure);
        server.Fault = (request, _) => Journey.IsPageWrite(request) ? ServiceFault.WrongChecksum : null;
        journey.Connection = server.Connect();
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => journey.RunAsync());
        Assert.Equal("ChecksumMismatch", exception.ErrorId);
    }
}
