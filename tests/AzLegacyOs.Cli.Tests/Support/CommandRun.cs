using System.Text.Json;
using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>One run of the command line in this process: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static Task<CommandRun> Of(params string[] arguments) => Of(null, TestContext.Current.CancellationToken, arguments);

    public static async Task<CommandRun> Of(RehearsalAzure? rehearsal, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await CommandLine.RunAsync(arguments, new CommandHost(new Terminal { Output = output, Error = error }, rehearsal), cancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
