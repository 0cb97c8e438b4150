using System.CommandLine;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos status</c>: what Azure supports for an operating system.</summary>
internal sealed class StatusCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Option<string> _os = new("--os") { Description = "The operating system, for example \"Windows Server 2003 R2\".", HelpName = "NAME" };
    private readonly Option<MachineArchitecture?> _architecture = SharedOptions.Choice<MachineArchitecture?>("--architecture", [], "Only this architecture.", MachineArchitecture.X86, MachineArchitecture.X64, MachineArchitecture.Arm64);
    private readonly Option<string> _vhd = new("--vhd") { Description = "The operating system on this disk image.", HelpName = "IMAGE" };
    private readonly Option<bool> _all = new("--all") { Description = "The whole matrix; the same as naming nothing." };
    private readonly Option<DateTime?> _asOf = SharedOptions.AsOf();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public StatusCommand(Terminal terminal)
        : base("status", "Tell what Azure supports for an operating system: by name, from an image, or the whole matrix.")
    {
        _terminal = terminal;
        _vhd.Validators.Add(SharedOptions.CheckImage);
        _os.CompletionSources.Add(OsName.KnownNames.ToArray());
        foreach (Option option in new Option[] { _os, _architecture, _vhd, _all, _asOf, _output }) Options.Add(option);
        Validators.Add(result =>
        {
            if (new Option[] { _os, _vhd, _all }.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError(CliText.Of("Usage.OneOfStatus"));
        });
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        DateTime asOf = parsed.GetValue(_asOf) ?? DateTime.UtcNow.Date;
        if (parsed.GetValue(_vhd) is { } image) return FromImage(parsed, image, asOf, cancellationToken);
        MachineArchitecture? architecture = parsed.GetValue(_architecture);
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

    private static string DescribeUnknown(string name, MachineArchitecture? architecture)
    {
        string known = string.Join(", ", OsName.KnownNames);
        return architecture is null ? CliText.Of("Status.Unknown", name, known) : CliText.Of("Status.UnknownFor", name, architecture, known);
    }

    private void Write(ParseResult parsed, IReadOnlyList<SupportStatus> statuses)
    {
        if (parsed.GetValue(_output) == OutputFormat.Json) JsonOutput.Write(_terminal.Output, statuses);
        else StatusText.Write(new TextReport(_terminal), statuses);
    }
}
