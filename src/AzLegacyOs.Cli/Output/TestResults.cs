using AzLegacyOs.Cli.Commands;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Output;

/// <summary>Prints the images of a test one after the other, and keeps the worst of their codes.</summary>
/// <param name="terminal">Where they are printed.</param>
/// <param name="format">Text as they come, or one JSON document at the end.</param>
/// <param name="withSettings">With JSON: show every setting that was read of the guest.</param>
/// <param name="exitZero">Whether a verdict is a result and not a failure.</param>
internal sealed class TestResults(Terminal terminal, OutputFormat format, bool withSettings, bool exitZero)
{
    private readonly TextReport _report = new(terminal);

    private readonly List<Assessment> _assessments = [];

    private IReadOnlyList<string> _notChecked = [];

    private bool _isFirst = true;

    private int _worst = ExitCode.Done;

    /// <summary>Takes one image.</summary>
    public void Add(ImageOutcome outcome)
    {
        _worst = ExitCode.Worst(_worst, ExitCode.Of(outcome, exitZero));
        if (outcome.Assessment is not { } assessment)
        {
            CommandLine.Complain(terminal, outcome.Error!);
            return;
        }

        foreach (string notice in assessment.Notices) CommandLine.Complain(terminal, $"{assessment.Path}: {notice}");
        if (format == OutputFormat.Json)
        {
            _assessments.Add(assessment);
            return;
        }

        if (!_isFirst) _report.Blank();
        _isFirst = false;
        AssessmentText.Write(_report, assessment);
        if (_notChecked.Count == 0) _notChecked = assessment.NotChecked;
    }

    /// <summary>Prints what is left.</summary>
    /// <returns>The exit code of the command.</returns>
    public int Finish()
    {
        if (format == OutputFormat.Json) JsonOutput.Write(terminal.Output, _assessments, withSettings);
        if (_notChecked.Count > 0) _report.Blank();
        _report.List(CliText.Of("Test.NotChecked"), _notChecked);
        return _worst;
    }
}
