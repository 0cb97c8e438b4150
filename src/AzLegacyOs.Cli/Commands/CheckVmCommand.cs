using System.CommandLine;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos check-vm</c>: looks at a VM from outside.</summary>
internal sealed class CheckVmCommand : Command
{
    private readonly CommandHost _host;
    private readonly Argument<string> _name = new("VM");
    private readonly Option<string> _resourceGroup = new("--resource-group", "-g") { Required = true, HelpName = "RG" };
    private readonly Option<DirectoryInfo> _folder = new("--folder") { HelpName = "FOLDER" };
    private readonly Option<bool> _skipPort = new("--skip-port-check");
    private readonly ConnectionOptions _azure = new();
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public CheckVmCommand(CommandHost host)
        : base("check-vm")
    {
        _host = host;
        Arguments.Add(_name);
        foreach (Option option in (Option[])[_resourceGroup, _folder, _skipPort, .. _azure.All, _output]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using OpenedAzure azure = await _azure.OpenAsync(parsed, _host, cancellationToken);
        MachineHealth health = await MachineCheck.LookAsync(azure.Connection, new MachineCheckOptions
        {
            ResourceGroup = parsed.GetRequiredValue(_resourceGroup),
            Name = parsed.GetRequiredValue(_name),
            Folder = parsed.GetValue(_folder)?.FullName,
            TryPort = !parsed.GetValue(_skipPort),
        }, cancellationToken);
        if (_output.ValueIn(parsed) == OutputFormat.Json) JsonOutput.Write(_host.Terminal.Output, health);
        else Write(health);
        return health.Condition == MachineCondition.BootFailure ? ExitCode.AzureFailed : ExitCode.Done;
    }

    private void Write(MachineHealth health)
    {
        var report = new TextReport(_host.Terminal);
        report.Line(0, $"VM {health.Name}: {health.Condition}");
        report.Field(2, CliText.Of("Health.Power"), health.PowerState ?? "-");
        report.Field(2, CliText.Of("Health.Boot"), health.Boot is { } boot ? $"{boot.Kind} {boot.Sign}".Trim() : "-");
        report.Field(2, CliText.Of("Health.Address"), health.Address ?? "-");
        report.Field(2, CliText.Of("Health.RdpPort"), $"{health.RemoteDesktop}");
        if (health.Screenshot is not null) report.Field(2, CliText.Of("Health.Screen"), health.Screenshot);
        if (health.SerialLog is not null) report.Field(2, CliText.Of("Health.Log"), health.SerialLog);
        report.Blank();
        report.List(CliText.Of("Health.Advice"), health.Advice);
    }
}
