using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Rehearsal;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>What VMs run that exist, and how they are, by the rehearsal that one was made in.</summary>
public sealed class MachineStatusTests : IAsyncLifetime
{
    private readonly RehearsalAzure _azure = new();

    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        CommandRun made = await Run("new-vm", Fixtures.Get("server2003r2-x86"), "--name", "erp", "--resource-group", "legacy", "--location", "westeurope", "--rehearse", "--output", "json");
        _id = made.Json.GetProperty("vmId").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _azure.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_VMs_of_a_subscription_are_told_with_what_the_answer_rests_on()
    {
        CommandRun run = await Run("status", "--all-vms", "--rehearse", "--output", "json");
        JsonElement machine = Assert.Single(run.Json.EnumerateArray());
        Assert.Equal(("erp", "WindowsServer2003R2", "X86", "Yes", "Yes"), (Text(machine, "name"), Text(machine, "release"), Text(machine, "architecture"), Text(machine, "isLegacy"), Text(machine, "is32Bit")));
        Assert.Contains("WindowsServer2003R2 X86", machine.GetProperty("evidence")[0].GetString());
        AssessmentContract.CheckStatus(machine.GetProperty("status"));
        Assert.Equal(ExitCode.Done, run.ExitCode);
    }

    [Fact]
    public async Task One_is_told_for_people()
    {
        CommandRun run = await Run("status", "--vm", _id, "--rehearse");
        Assert.StartsWith("erp: Windows Server 2003 R2", run.Output);
        Assert.Contains("No VM agent", run.Output);
    }

    [Fact]
    public async Task A_subscription_without_VMs_says_so()
    {
        using var empty = new RehearsalAzure();
        CommandRun run = await CommandRun.Of(empty, TestContext.Current.CancellationToken, "status", "--all-vms", "--rehearse");
        Assert.Equal((ExitCode.Done, "There is no VM in the subscription."), (run.ExitCode, run.Output.Trim()));
    }

    [Fact]
    public async Task One_that_is_not_there_and_an_id_of_something_else_are_errors()
    {
        Assert.Equal(ExitCode.AzureFailed, (await Run("status", "--vm", _id + "2", "--rehearse")).ExitCode);
        CommandRun run = await Run("status", "--vm", "erp", "--rehearse");
        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("virtualMachines/NAME", run.Error);
        Assert.Equal(ExitCode.WrongUsage, (await Run("status", "--vm", _id, "--all-vms")).ExitCode);
    }

    [Fact]
    public async Task The_look_from_outside_tells_state_and_saves_the_screen()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = await Run("check-vm", "erp", "--resource-group", "legacy", "--folder", folder.Path, "--skip-port-check", "--rehearse", "--output", "json");
        Assert.Equal((ExitCode.Done, "Running", "NotTried"), (run.ExitCode, Text(run.Json, "condition"), Text(run.Json, "remoteDesktop")));
        Assert.True(File.Exists(Text(run.Json, "screenshot")));
        Assert.Equal(ExitCode.AzureFailed, (await Run("check-vm", "other", "--resource-group", "legacy", "--rehearse")).ExitCode);
        Assert.StartsWith("VM erp: Running", (await Run("check-vm", "erp", "--resource-group", "legacy", "--skip-port-check", "--rehearse")).Output);
    }

    private Task<CommandRun> Run(params string[] arguments) => CommandRun.Of(_azure, TestContext.Current.CancellationToken, arguments);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
