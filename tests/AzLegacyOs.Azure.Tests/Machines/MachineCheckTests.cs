using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Machines;

public class MachineCheckTests
{
    private static readonly MachineCheckOptions Options = new() { ResourceGroup = "rg-legacy", Name = "legacy01", TryPort = false };

    [Fact]
    public async Task A_machine_that_runs_is_told_with_its_screen_and_log_saved()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        journey.Azure.Subscription.SerialLog = "Computer is booting, SAC started and initialized.\r\nSAC>";
        using var folder = new TemporaryFolder();
        MachineHealth health = await MachineCheck.LookAsync(journey.Connection, Options with { Folder = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Equal((MachineCondition.Running, "running", BootSign.Started, "10.84.0.4"), (health.Condition, health.PowerState, health.Boot!.Kind, health.Address));
        Assert.EndsWith("legacy01-screenshot.bmp", health.Screenshot);
        Assert.Contains("SAC>", File.ReadAllText(health.SerialLog!));
        Assert.Empty(health.Advice);
    }

    [Fact]
    public async Task A_stop_error_is_a_boot_failure_with_advice()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        journey.Azure.Subscription.SerialLog = "*** STOP: 0x0000007B";
        MachineHealth health = await MachineCheck.LookAsync(journey.Connection, Options, TestContext.Current.CancellationToken);
        Assert.Equal((MachineCondition.BootFailure, "0x0000007B INACCESSIBLE_BOOT_DEVICE"), (health.Condition, health.Boot!.Sign));
        Assert.Contains("storage driver", Assert.Single(health.Advice));
        Assert.Null(health.Screenshot);
    }

    [Fact]
    public async Task A_stopped_machine_and_one_that_does_not_exist_are_told()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        journey.Azure.Subscription.PowerState = "deallocated";
        Assert.Equal(MachineCondition.Stopped, (await MachineCheck.LookAsync(journey.Connection, Options, TestContext.Current.CancellationToken)).Condition);
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => MachineCheck.LookAsync(journey.Connection, Options with { Name = "other" }));
        Assert.Equal("ResourceNotFound", exception.ErrorId);
    }

    [Fact]
    public async Task The_key_of_the_diagnostics_is_in_nothing_that_is_given()
    {
        using var journey = new Journey();
        await journey.RunAsync();
        MachineHealth health = await MachineCheck.LookAsync(journey.Connection, Options, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("sig=", System.Text.Json.JsonSerializer.Serialize(health));
    }
}
