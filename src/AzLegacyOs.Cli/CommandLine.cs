using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Cli.Commands;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli;

/// <summary>The whole command line: arguments in, exit code out, and never a stack trace.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<CommandHost, Command> Make)[] Commands =
    [
        ("test", host => new TestCommand(host.Terminal)),
        ("status", host => new StatusCommand(host)),
        ("convert", host => new ConvertCommand(host.Terminal)),
        ("upload", host => new UploadCommand(host)),
        ("new-vm", host => new NewVmCommand(host)),
        ("sizes", host => new SizesCommand(host)),
        ("check-vm", host => new CheckVmCommand(host)),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellationToken)
    {
        ParseResult parsed = Build(host, arguments).Parse(arguments);
        if (parsed.Action is ParseErrorAction) return RefuseUsage(parsed, host.Terminal);
        if (parsed.Action is HelpAction) HelpText.Describe(parsed.RootCommandResult.Command);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = host.Terminal.Output,
                Error = host.Terminal.Error,
                EnableDefaultExceptionHandler = false,

                // The process listens for Ctrl+C itself: a deployment cleans up first, however long that takes.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            Complain(host.Terminal, e is DeploymentCanceledException ? e.Message : CliText.Of("Run.Interrupted"));
            return ExitCode.Interrupted;
        }
        catch (ArgumentException e)
        {
            // A value has a form that can be seen to be wrong without asking anybody.
            Complain(host.Terminal, e.Message);
            return ExitCode.WrongUsage;
        }
        catch (Exception e)
        {
            Complain(host.Terminal, e.Message);
            return e is IOException or UnauthorizedAccessException or InvalidDataException ? ExitCode.Unreadable : ExitCode.AzureFailed;
        }
    }

    /// <summary>Tells what went wrong, in one line.</summary>
    public static void Complain(Terminal terminal, string message) =>
        terminal.Error.WriteLine("azlegacyos: " + SafeText.Escape(Redaction.Clean(string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));

    /// <summary>Tells why a plan is not run.</summary>
    /// <returns>The exit code of the command.</returns>
    public static int Refuse(Terminal terminal, IReadOnlyList<DeploymentRefusal> refusals)
    {
        foreach (DeploymentRefusal refusal in refusals) Complain(terminal, CliText.Of("Run.Refused", PlanText.Describe(refusal)));
        return refusals.Any(refusal => refusal.IsAboutImage) ? ExitCode.Blocked : ExitCode.AzureFailed;
    }

    /// <summary>Makes the command that the arguments name; all commands where they name none, as a question for help does.</summary>
    /// <remarks>The options of all commands together take longer to make than a small disk to convert.</remarks>
    internal static RootCommand Build(CommandHost host, IReadOnlyList<string> arguments)
    {
        var root = new RootCommand();
        bool isNamed = arguments.Count > 0 && Commands.Any(command => command.Name == arguments[0]);
        foreach ((string name, Func<CommandHost, Command> make) in Commands)
        {
            if (!isNamed || name == arguments[0]) root.Subcommands.Add(make(host));
        }

        return root;
    }

    private static int RefuseUsage(ParseResult parsed, Terminal terminal)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct()) Complain(terminal, message);
        string command = parsed.CommandResult.Command is RootCommand ? "" : " " + parsed.CommandResult.Command.Name;
        terminal.Error.WriteLine(CliText.Of("Usage.See", command));
        return ExitCode.WrongUsage;
    }
}
