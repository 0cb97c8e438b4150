using System.CommandLine;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos status</c>: what Azure supports for an operating system, and which one existing VMs run.</summary>
internal sealed class StatusCommand : Command
{
    private readonly CommandHost _host;
    private readonly Terminal _terminal;

    private readonly Option<string> _os = new("--os") { HelpName = "NAME" };
    private readonly ValueOption<MachineArchitecture> _architecture = SharedOptions.Choice("--architecture", [], MachineArchitecture.X86, MachineArchitecture.X64, MachineArchitecture.Arm64);
    private readonly Option<string> _vhd = new("--vhd") { HelpName = "IMAGE" };
    private readonly Option<bool> _all = new("--all");
    private readonly Option<string[]> _vm = new("--vm") { HelpName = "ID", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _allVms = new("--all-vms");
    private readonly ConnectionOptions _azure = new();
    private readonly ValueOption<DateTime> _asOf = SharedOptions.AsOf();
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public StatusCommand(CommandHost host)
        : base("status")
    {
        _host = host;
        _terminal = host.Terminal;
        _vhd.Validators.Add(SharedOptions.CheckImage);
        _os.CompletionSources.Add(OsName.KnownNames.ToArray());
        foreach (Option option in (Option[])[_os, _architecture, _vhd, _all, _vm, _allVms, .. _azure.All, _asOf, _output]) Options.Add(option);
        Validators.Add(result =>
        {
            if (new Option[] { _os, _vhd, _all, _vm, _allVms }.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError(CliText.Of("Usage.OneOfStatus"));
        });
        SetAction((parsed, cancellationToken) => parsed.GetResult(_vm) is null && !parsed.GetValue(_allVms) ? Task.FromResult(Run(parsed, cancellationToken)) : LookAsync(parsed, cancellationToken));
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        DateTime asOf = _asOf.ValueIn(parsed) ?? DateTime.UtcNow.Date;
        if (parsed.GetValue(_vhd) is { } image) return FromImage(parsed, image, asOf, cancellationToken);
        MachineArchitecture? architecture = _architecture.ValueIn(parsed);
        if (parsed.GetValue(_os) is not { } name)
        {
            Write(parsed, [.. SupportMatrix.GetAll(asOf).Where(status => architecture is null || status.Architecture == architecture)]);
            return ExitCode.Done;
        }

        if (!OsName.TryParse(name, architecture, out IReadOnlyList<SupportRow> rows))
        {
            CommandLine.Complain(_terminal, DescribeUnknown(name, architecture));
            return ExitCode.WrongUsage;
        }

        Write(parsed, [.. rows.Select(row => SupportMatrix.GetStatus(row, asOf))]);
        return ExitCode.Done;
    }

    private async Task<int> LookAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] ids = parsed.GetValue(_vm) ?? [];
        if (ids.FirstOrDefault(id => !MachineInventory.IsMachineId(id)) is { } other)
        {
            CommandLine.Complain(_terminal, CliText.Of("Usage.NoMachine", other));
            return ExitCode.WrongUsage;
        }

        using OpenedAzure azure = await _azure.OpenAsync(parsed, _host, cancellationToken);
        var inventory = new MachineInventory(azure.Connection, _asOf.ValueIn(parsed) ?? DateTime.UtcNow.Date);
        var machines = new List<MachineOs>();
        foreach (string id in ids) machines.Add(await inventory.ReadAsync(id, cancellationToken));
        if (ids.Length == 0)
        {
            await foreach (MachineOs machine in inventory.ReadAllAsync(cancellationToken)) machines.Add(machine);
        }

        if (_output.ValueIn(parsed) == OutputFormat.Json) JsonOutput.Write(_terminal.Output, machines);
        else if (machines.Count == 0) _terminal.Output.WriteLine(CliText.Of("Machine.None"));
        else machines.ForEach(machine => MachineOsText.Write(new TextReport(_terminal), machine));
        return ExitCode.Done;
    }

    private int FromImage(ParseResult parsed, string image, DateTime asOf, CancellationToken cancellationToken)
    {
        ImageOutcome outcome = ImageOutcome.Of(image, new AssessmentRequest { AsOf = asOf }, cancellationToken);
        if (outcome.Assessment is not { } assessment)
        {
            CommandLine.Complain(_terminal, outcome.Error!);
            return ExitCode.Unreadable;
        }

        if (assessment.Status is { } status)
        {
            Write(parsed, [status]);
            return ExitCode.Done;
        }

        CommandLine.Complain(_terminal, CliText.Of("Status.NoGuest", RemoteAddress.NameOf(image)));
        Write(parsed, []);
        return ExitCode.Unknown;
    }

    /// <summary>Says that the support matrix has no such name, and which it has.</summary>
    public static string DescribeUnknown(string name, MachineArchitecture? architecture)
    {
        string known = string.Join(", ", OsName.KnownNames);
        return architecture is null ? CliText.Of("Status.Unknown", name, known) : CliText.Of("Status.UnknownFor", name, architecture, known);
    }

    private void Write(ParseResult parsed, IReadOnlyList<SupportStatus> statuses)
    {
        if (_output.ValueIn(parsed) == OutputFormat.Json) JsonOutput.Write(_terminal.Output, statuses);
        else StatusText.Write(new TextReport(_terminal), statuses);
    }
}
