using System.CommandLine;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos test</c>: reads images offline and judges them.</summary>
internal sealed class TestCommand : Command
{
    private const int MostAtOnce = 4;

    private readonly Terminal _terminal;

    private readonly Argument<string[]> _images = SharedOptions.Image<string[]>("Disk images: files, or https addresses of blobs or disks with read access in them.");
    private readonly Option<bool> _asIs = new("--as-is") { Description = "Judge the file for an upload with another tool, unchanged." };
    private readonly Option<string> _size = SharedOptions.Size();
    private readonly Option<string> _location = SharedOptions.Location();
    private readonly Option<DateTime?> _asOf = SharedOptions.AsOf();
    private readonly Option<bool> _facts = new("--facts") { Description = "With JSON: show every setting that was read of the guest." };
    private readonly Option<bool> _exitZero = new("--exit-zero") { Description = "A verdict is a result: exit with 0 for Blocked and Unknown too." };
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public TestCommand(Terminal terminal)
        : base("test", "Read disk images offline and tell whether they would boot in Azure and can be reached.")
    {
        _terminal = terminal;
        _images.Arity = ArgumentArity.OneOrMore;
        Arguments.Add(_images);
        foreach (Option option in new Option[] { _asIs, _size, _location, _asOf, _facts, _exitZero, _output }) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new AssessmentRequest
        {
            AsOf = parsed.GetValue(_asOf) ?? DateTime.UtcNow.Date,
            AsIs = parsed.GetValue(_asIs),
            VmSize = parsed.GetValue(_size),
            Location = parsed.GetValue(_location),
        };
        bool isText = parsed.GetValue(_output) == OutputFormat.Text;
        var report = new TextReport(_terminal);
        var assessments = new List<Assessment>();
        int worst = ExitCode.Done;
        foreach (Task<ImageOutcome> work in Start(parsed.GetRequiredValue(_images), request, cancellationToken))
        {
            ImageOutcome outcome = await work;
            worst = ExitCode.Worst(worst, ExitCode.Of(outcome, parsed.GetValue(_exitZero)));
            if (outcome.Assessment is not { } assessment)
            {
                CommandLine.Complain(_terminal, outcome.Error!);
                continue;
            }

            if (isText && assessments.Count > 0) report.Blank();
            if (isText) AssessmentText.Write(report, assessment);
            assessments.Add(assessment);
        }

        if (!isText) JsonOutput.Write(_terminal.Output, assessments, parsed.GetValue(_facts));
        return worst;
    }

    // In the order that was asked for, a few at a time: most of the work is waiting for a disk.
    private static List<Task<ImageOutcome>> Start(string[] images, AssessmentRequest request, CancellationToken cancellationToken)
    {
        var slots = new SemaphoreSlim(MostAtOnce);
        return images.Select(async image =>
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => ImageOutcome.Of(image, request, cancellationToken), cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }).ToList();
    }
}
