using System.CommandLine;
using System.CommandLine.Parsing;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Plans;
using AzLegacyOs.Azure.Templates;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Progress;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos new-vm</c>: the whole journey of one image.</summary>
internal sealed class NewVmCommand : AzureImageCommand
{
    private readonly Argument<string> _image = SharedOptions.Image<string>();
    private readonly NewVmOptions _wanted = new();
    private readonly ConnectionOptions _azure = new();
    private readonly Option<bool> _whatIf = SharedOptions.WhatIf();
    private readonly Option<FileInfo> _asTemplate = new("--as-template") { HelpName = "FILE" };
    private readonly Option<FileInfo> _savePlan = new("--save-plan") { HelpName = "FILE" };
    private readonly Option<FileInfo> _plan = new("--plan") { HelpName = "FILE" };
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public NewVmCommand(CommandHost host)
        : base(host, "new-vm")
    {
        Arguments.Add(_image);
        foreach (Option option in (Option[])[.. _wanted.All, _whatIf, _asTemplate, _savePlan, _plan, .. _azure.All, _output]) Options.Add(option);
        Validators.Add(CheckOptions);
        SetAction(RunAsync);
    }

    private void CheckOptions(CommandResult result)
    {
        bool Has(Option option) => result.GetResult(option) is { Implicit: false };
        if (!Has(_plan))
        {
            foreach (Option option in _wanted.Needed.Where(option => !Has(option))) result.AddError(CliText.Of("Usage.Required", option.Name));
        }
        else if (_wanted.SaidByPlan.FirstOrDefault(Has) is { } told)
        {
            result.AddError(CliText.Of("Usage.BesidePlan", told.Name));
        }

        if (new Option[] { _asTemplate, _savePlan, _whatIf, _plan }.Count(Has) > 1 && !(Has(_whatIf) && Has(_plan)))
            result.AddError(CliText.Of("Usage.OneOutcome"));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_image);
        DeploymentPlan? reviewed = parsed.GetValue(_plan) is { } file ? PlanFile.Load(file.FullName) : null;
        bool isRehearsal = _azure.IsRehearsal(parsed);
        DeploymentRequest request = reviewed is null
            ? _wanted.Read(parsed, RemoteAddress.NameOf(path), isRehearsal)
            : reviewed.Request with { Upload = _wanted.Sending(parsed, isRehearsal) };
        bool isText = _output.ValueIn(parsed) != OutputFormat.Json;
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = request.Size, Location = request.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, _wanted.SkipFreeSpace(parsed), cancellationToken);
        using var dataDisks = DataDiskImages.Open(reviewed?.Request.DataDiskPaths ?? _wanted.DataDisks(parsed), purpose.AsOf, _wanted.SkipFreeSpace(parsed), cancellationToken);
        if (isText) AssessmentText.WriteBrief(Report, image.Assessment);

        // A Blocked image needs no Azure, and no sign-in, to be refused.
        IReadOnlyList<DeploymentRefusal> refusals = AssessmentCheck.Refusals(image.Assessment, request.Force);
        if (refusals.Count > 0) return Refuse(new DeploymentDocument(request, image.Assessment, null, refusals), refusals, isText);

        using OpenedAzure azure = await _azure.OpenAsync(parsed, Host, cancellationToken);
        DeploymentPlan plan = await DeploymentPlanner.PlanAsync(azure.Connection, image.Assessment, image.Source, request, dataDisks.Disks, cancellationToken);
        if (reviewed is not null) plan = PlanComparison.Hold(reviewed, plan);

        var document = new DeploymentDocument(request, image.Assessment, plan, plan.Refusals);
        if (isText) PlanText.Write(Report, plan);
        if (plan.Refusals.Count > 0) return Refuse(document, plan.Refusals, isText);
        if (parsed.GetValue(_asTemplate) is { } template) return Save(document, isText, template, () => TemplateFile.Write(plan, template.FullName));
        if (parsed.GetValue(_savePlan) is { } saved) return Save(document, isText, saved, () => PlanFile.Save(plan, saved.FullName));
        if (parsed.GetValue(_whatIf)) return ShowOnly(document, isText);

        DeploymentResult result = await Host.Terminal.WithProgressAsync(listener => DeploymentRunner.RunAsync(
            azure.Connection, plan, image.Assessment, image.Source, dataDisks.Disks, new ProgressWords<DeploymentProgress>(listener, DeploymentWords.Of), cancellationToken));
        result = result with { SkippedSpace = [.. image.Skipped, .. dataDisks.Skipped] };
        if (isText) ResultText.Write(Report, result);
        else JsonOutput.Write(Host.Terminal.Output, result);
        return ExitCode.Done;
    }

    private int Save(DeploymentDocument document, bool isText, FileInfo file, Action write)
    {
        write();
        if (isText) Report.Line(0, CliText.Of("Plan.Written", file.FullName));
        else JsonOutput.Write(Host.Terminal.Output, document);
        return ExitCode.Done;
    }
}
