using System.CommandLine;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Progress;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos convert</c>: any supported format to the VHD that Azure takes, or back.</summary>
internal sealed class ConvertCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Argument<string> _image = SharedOptions.Image<string>();
    private readonly Argument<string> _out = new("OUT");
    private readonly ValueOption<ConversionTarget> _to = SharedOptions.Choice("--to", [], ConversionTarget.FixedVhd, ConversionTarget.DynamicVhd, ConversionTarget.Raw);
    private readonly ValueOption<long> _size = SharedOptions.Number("--size-bytes");
    private readonly Option<bool> _skipFreeSpace = SharedOptions.SkipFreeSpace();
    private readonly Option<bool> _verify = new("--verify");
    private readonly Option<bool> _overwrite = new("--overwrite");
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public ConvertCommand(Terminal terminal)
        : base("convert")
    {
        _terminal = terminal;
        Arguments.Add(_image);
        Arguments.Add(_out);
        foreach (Option option in new Option[] { _to, _size, _skipFreeSpace, _verify, _overwrite, _output }) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new ConversionOptions
        {
            Target = _to.ValueIn(parsed) ?? ConversionTarget.FixedVhd,
            SizeBytes = _size.ValueIn(parsed),
            SkipFreeSpace = parsed.GetValue(_skipFreeSpace),
            Verify = parsed.GetValue(_verify),
            Overwrite = parsed.GetValue(_overwrite),
        };
        using DiskImage image = DiskImage.Open(parsed.GetRequiredValue(_image), cancellationToken);
        ConversionResult result = await _terminal.WorkWithProgressAsync(
            listener => ImageConversion.Convert(image, parsed.GetRequiredValue(_out), options, new ConversionWords(listener), cancellationToken));
        if (_output.ValueIn(parsed) == OutputFormat.Json) JsonOutput.Write(_terminal.Output, result);
        else Write(result, options);
        return ExitCode.Done;
    }

    private void Write(ConversionResult result, ConversionOptions options)
    {
        var report = new TextReport(_terminal);
        report.Headline(CliText.Of("Done"), ConsoleColor.Green, result.Path);
        report.Field(2, Words.Of("Label.Disk"), ByteSize.Format(result.DiskLength));
        report.Field(2, CliText.Of("Convert.Data"), ByteSize.Format(result.BytesRead));
        string verified = !result.IsVerified ? "Convert.NotVerified" : result.Skipped.Any(v => v.LeftWhole is null) ? "Convert.EqualBut" : "Convert.Equal";
        report.Field(2, CliText.Of("Convert.Verified"), Words.Of(verified));
        foreach (SkippedSpace volume in result.Skipped) report.Field(2, CliText.Of("Convert.LeftOut"), SkippedSpaceText.Describe(volume));
        if (options.SkipFreeSpace && result.Skipped.Count == 0) report.Field(2, CliText.Of("Convert.LeftOut"), CliText.Of("Convert.NoVolumes"));
    }
}
