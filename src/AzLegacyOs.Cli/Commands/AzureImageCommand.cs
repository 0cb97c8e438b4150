using System.CommandLine;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;

namespace AzLegacyOs.Cli.Commands;

/// <summary>A command that plans something for an image in Azure, and may end by showing the plan or by refusing.</summary>
internal abstract class AzureImageCommand(CommandHost host, string name) : Command(name)
{
    protected CommandHost Host { get; } = host;

    protected TextReport Report { get; } = new(host.Terminal);

    protected int ShowOnly<T>(T document, bool isText)
    {
        if (isText) Report.Line(0, CliText.Of("Plan.OnlyShown"));
        else JsonOutput.Write(Host.Terminal.Output, document);
        return ExitCode.Done;
    }

    protected int Refuse<T>(T document, IReadOnlyList<DeploymentRefusal> refusals, bool isText)
    {
        if (!isText) JsonOutput.Write(Host.Terminal.Output, document);
        return CommandLine.Refuse(Host.Terminal, refusals);
    }
}
