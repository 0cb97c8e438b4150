using System.CommandLine;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos sizes</c>: the VM sizes that a guest can run on.</summary>
internal sealed class SizesCommand : Command
{
    private readonly CommandHost _host;
    private readonly Option<string> _os = new("--os") { HelpName = "NAME" };
    private readonly ValueOption<MachineArchitecture> _architecture = SharedOptions.Choice("--architecture", [], MachineArchitecture.X86, MachineArchitecture.X64);
    private readonly Option<string> _vhd = new("--vhd") { HelpName = "IMAGE" };
    private readonly Option<string> _location = new("--location", "-l") { HelpName = "LOC" };
    private readonly Option<FileInfo> _skuList = new("--sku-list") { HelpName = "FILE" };
    private readonly Option<string> _zone = SharedOptions.Word("--zone", "1", "2", "3");
    private readonly Option<bool> _excluded = new("--include-excluded");
    private readonly ConnectionOptions _azure = new();
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public SizesCommand(CommandHost host)
        : base("sizes")
    {
        _host = host;
        foreach (Option option in (Option[])[_os, _architecture, _vhd, _location, _skuList, _zone, _excluded, .. _azure.All, _output]) Options.Add(option);
        Validators.Add(result =>
        {
            if ((result.GetResult(_os) is null) == (result.GetResult(_vhd) is null)) result.AddError(CliText.Of("Usage.SizesGuest"));
            if (result.GetResult(_location) is null && result.GetResult(_skuList) is null) result.AddError(CliText.Of("Usage.SizesRegion"));
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (Image(parsed, cancellationToken) is not { } image) return ExitCode.WrongUsage;
        var wish = new VmSizeWish { Location = parsed.GetValue(_location), Zone = parsed.GetValue(_zone), AsOf = DateTime.UtcNow.Date };
        IReadOnlyList<RankedVmSize> ranked = parsed.GetValue(_skuList) is { } file
            ? VmSizeSearch.FromList(file.FullName, image, wish)
            : await AskAsync(parsed, image, wish, cancellationToken);
        IReadOnlyList<RankedVmSize> shown = [.. ranked.Where(size => size.Fits || parsed.GetValue(_excluded))];
        if (_output.ValueIn(parsed) == OutputFormat.Json) JsonOutput.Write(_host.Terminal.Output, shown);
        else Write(shown);
        return ExitCode.Done;
    }

    private async Task<IReadOnlyList<RankedVmSize>> AskAsync(ParseResult parsed, ImageFacts image, VmSizeWish wish, CancellationToken cancellationToken)
    {
        using OpenedAzure azure = await _azure.OpenAsync(parsed, _host, cancellationToken);
        return await VmSizeSearch.AskAsync(azure.Connection, image, wish, cancellationToken);
    }

    private ImageFacts? Image(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_vhd) is { } path) return Guests.ImageInspector.Inspect(path, cancellationToken: cancellationToken);
        if (OsName.TryParse(parsed.GetRequiredValue(_os), _architecture.ValueIn(parsed), out IReadOnlyList<SupportRow> rows)) return NamedGuest.Of(rows[0], VmGeneration.V1);
        CommandLine.Complain(_host.Terminal, StatusCommand.DescribeUnknown(parsed.GetRequiredValue(_os), _architecture.ValueIn(parsed)));
        return null;
    }

    private void Write(IReadOnlyList<RankedVmSize> sizes)
    {
        var report = new TextReport(_host.Terminal);
        int width = sizes.Count == 0 ? 0 : sizes.Max(size => size.Size.Name.Length) + 2;
        foreach (RankedVmSize size in sizes)
        {
            string notes = string.Join(" ", size.Findings.Skip(size.Fits ? 0 : 1).Select(finding => $"{finding.RuleId}: {finding.Seen}"));
            string lead = size.Fits ? "" : size.Findings[0].RuleId + ": ";
            report.Hanging($"{(size.Position is { } position ? $"{position}." : "-"),-5}{size.Size.Name.PadRight(width)}", $"{lead}{size.Reason} {notes}".TrimEnd());
        }
    }
}
