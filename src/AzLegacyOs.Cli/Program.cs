using System.Runtime.InteropServices;
using AzLegacyOs.Cli;
using AzLegacyOs.Policy;

// To load what judges takes as long as to load what reads the command line: they do it beside each other.
if (args is ["test", ..]) _ = Task.Run(Assessor.Prepare);

using var interrupt = new CancellationTokenSource();

// The first signal asks for an orderly end, the second one takes its normal course.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
}

using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// Awaiting here would be one more state machine to compile at each start.
return CommandLine.RunAsync(args, new CommandHost(Terminal.OfProcess()), interrupt.Token).GetAwaiter().GetResult();
