using System.CommandLine;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Progress;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;
using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos new-vm</c>: the whole journey of one image.</summary>
internal sealed class NewVmCommand : AzureImageCommand
{
    private readonly Argument<string> _image = SharedOptions.Image<string>("The disk image: a file, or the https address of a blob or disk with read access in it.");
    private readonly NewVmOptions _wanted = new();
    private readonly ConnectionOptions _azure = new();
    private readonly Option<bool> _whatIf = SharedOptions.WhatIf();
    private readonly Option<bool> _rehearse = SharedOptions.Rehearse();
    private readonly Option<OutputFormat> _output = SharedOptions.Output();

    public NewVmCommand(CommandHost host)
        : base(host, "new-vm", "Test an image, upload it as a managed disk and attach it as the OS disk of a new VM.")
    {
        Arguments.Add(_image);
        foreach (Option option in (Option[])[.. _wanted.All, _whatIf, _rehearse, .. _azure.All, _output]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_image);
        DeploymentRequest request = _wanted.Read(parsed, RemoteAddress.NameOf(path));
        bool isText = parsed.GetValue(_output) == OutputFormat.Text;
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, VmSize = request.Size, Location = request.Location };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, cancellationToken);
        if (isText) AssessmentText.WriteBrief(Report, image.Assessment);

        // A Blocked image needs no Azure, and no sign-in, to be refused.
        IReadOnlyList<DeploymentRefusal> refusals = AssessmentCheck.Refusals(image.Assessment, request.Force);
        if (refusals.Count > 0) return Refuse(new DeploymentDocument(request, image.Assessment, null, refusals), refusals, isText);

        using RehearsalAzure? own = parsed.GetValue(_rehearse) && Host.Rehearsal is null ? new RehearsalAzure() : null;
        AzureConnection connection = parsed.GetValue(_rehearse) ? (own ?? Host.Rehearsal!).Connect() : _azure.Connect(parsed);
        DeploymentPlan plan;
        try
        {
            plan = await DeploymentPlanner.PlanAsync(connection, image.Assessment, image.Source, request, cancellationToken);
        }
        catch (ArgumentException e)
        {
            CommandLine.Complain(Host.Terminal, e.Message);
            return ExitCode.WrongUsage;
        }

        var document = new DeploymentDocument(request, image.Assessment, plan, plan.Refusals);
        if (isText) PlanText.Write(Report, plan);
        if (plan.Refusals.Count > 0) return Refuse(document, plan.Refusals, isText);
        if (parsed.GetValue(_whatIf)) return ShowOnly(document, isText);

        DeploymentResult result = await DeployAsync(connection, plan, image, cancellationToken);
        if (isText) ResultText.Write(Report, result);
        else JsonOutput.Write(Host.Terminal.Output, result);
        return ExitCode.Done;
    }

    private Task<DeploymentResult> DeployAsync(AzureConnection connection, DeploymentPlan plan, DeploymentImage image, CancellationToken cancellationToken) =>
        Host.Terminal.WithProgressAsync(listener => DeploymentRunner.RunAsync(
            connection, plan, image.Assessment, image.Source, new ProgressWords<DeploymentProgress>(listener, DeploymentWords.Of), cancellationToken));
}
