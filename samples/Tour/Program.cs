using AzLegacyOs.Cli;
using AzLegacyOs.Rehearsal;
using Tour;

// The whole journey, with a disk that comes with the project and an Azure inside this process.
const string Machine = "server2003r2-x86.vhd";
const string Generalized = "server2003-x86-generalized.vhd";
string[] target = ["--resource-group", "legacy", "--location", "westeurope", "--rehearse"];
string[] deployment = ["new-vm", Machine, "--name", "erp", .. target, "--extension", "CustomScriptExtension", "--extension", "AzureMonitorWindowsAgent"];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using var images = new SampleImages(Machine, Generalized);
using var azure = new RehearsalAzure();
var shell = new Shell(new CommandHost(Terminal.OfProcess(), azure), stop.Token);
try
{
    Shell.Say("1. Would this Windows Server 2003 R2 boot in Azure, and could it be reached?");
    await shell.RunAsync(ExitCode.Done, "test", Machine);

    Shell.Say("2. What would a deployment do? Nothing is changed.");
    await shell.RunAsync(ExitCode.Done, [.. deployment, "--what-if"]);

    Shell.Say("3. Do it, against the rehearsal Azure.");
    await shell.RunAsync(ExitCode.Done, deployment);
    Console.WriteLine(UploadedDisk.Compare(Machine, azure.OpenUploadedDisk("erp-osdisk")));

    Shell.Say("4. A disk that was generalized with sysprep cannot make this journey.");
    await shell.RunAsync(ExitCode.Blocked, "test", Generalized);

    Shell.Say("5. So it is refused before anything is sent.");
    await shell.RunAsync(ExitCode.Blocked, ["new-vm", Generalized, "--name", "web", .. target]);
    return shell.IsAsExpected ? 0 : 1;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
