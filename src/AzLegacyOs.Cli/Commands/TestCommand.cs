using System.CommandLine;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Progress;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Guests;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Audit;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos test</c>: reads images offline and judges them.</summary>
internal sealed class TestCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Argument<string[]> _images = SharedOptions.Image<string[]>();
    private readonly Option<bool> _asIs = new("--as-is");
    private readonly Option<string> _size = SharedOptions.Size();
    private readonly Option<string> _location = SharedOptions.Location();
    private readonly ValueOption<DateTime> _asOf = SharedOptions.AsOf();
    private readonly AuditOptions _audit = new();
    private readonly ValueOption<long> _throttleLimit = SharedOptions.Number("--throttle-limit");
    private readonly Option<bool> _facts = new("--facts");
    private readonly Option<bool> _exitZero = new("--exit-zero");
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public TestCommand(Terminal terminal)
        : base("test")
    {
        _terminal = terminal;
        _images.Arity = ArgumentArity.OneOrMore;
        _throttleLimit.Validators.Add(result =>
        {
            if (_throttleLimit.ValueIn(result) is < 1 or > 64) result.AddError(CliText.Of("Usage.ThrottleLimit"));
        });
        Arguments.Add(_images);
        foreach (Option option in (Option[])[_asIs, _size, _location, _asOf, .. _audit.All, _throttleLimit, _facts, _exitZero, _output]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        AssessmentRequest request;
        try
        {
            request = _audit.Fill(parsed, new AssessmentRequest
            {
                AsOf = _asOf.ValueIn(parsed) ?? DateTime.UtcNow.Date,
                AsIs = parsed.GetValue(_asIs),
                VmSize = parsed.GetValue(_size),
                Location = parsed.GetValue(_location),
            }, _terminal);
        }
        catch (Exception e) when (e is ArgumentException or AuditSettingsException)
        {
            CommandLine.Complain(_terminal, e.Message);
            return ExitCode.WrongUsage;
        }

        string[] images = parsed.GetRequiredValue(_images);
        int limit = (int?)_throttleLimit.ValueIn(parsed) ?? InspectionQueue<Assessment>.DefaultThrottleLimit;
        if (images.Length > 1) AllowThreads(limit);
        using var queue = new InspectionQueue<Assessment>(facts => Assessor.Assess(facts, request), limit, cancellationToken);
        var results = new TestResults(_terminal, _output.ValueIn(parsed) ?? OutputFormat.Text, parsed.GetValue(_facts), parsed.GetValue(_exitZero));
        if (images.Length == 1) Judge(images, queue, null, results.Add);
        else await JudgeManyAsync(images, queue, results);
        return results.Finish();
    }

    private async Task JudgeManyAsync(string[] images, InspectionQueue<Assessment> queue, TestResults results)
    {
        // A bar that is redrawn and results in between would tear each other apart; a log takes each result as it comes.
        var waiting = new List<ImageOutcome>();
        Action<ImageOutcome> take = _terminal.Interactive is null ? results.Add : waiting.Add;
        await _terminal.WorkWithProgressAsync(listener => Judge(images, queue, listener, take));
        waiting.ForEach(results.Add);
    }

    /// <returns>How many were judged.</returns>
    private static int Judge(string[] images, InspectionQueue<Assessment> queue, IProgress<ProgressLine>? listener, Action<ImageOutcome> take)
    {
        foreach (string image in images) queue.Add(image);
        while (!queue.IsEmpty)
        {
            listener?.Report(InspectionWords.Of(queue.Progress));
            if (queue.WaitForNext(patience: 200)) take(ImageOutcome.Of(queue.Take()));
        }

        return images.Length;
    }

    /// <summary>Else the pool has one thread for each processor and adds others only every half second.</summary>
    private static void AllowThreads(int limit)
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, limit), completions);
    }
}
