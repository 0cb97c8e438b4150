using System.CommandLine;
using System.CommandLine.Parsing;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Cli.Output;
using AzLegacyOs.Cli.Progress;
using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Cli.Commands;

/// <summary><c>azlegacyos upload</c>: an image as a managed disk, or to a given address.</summary>
internal sealed class UploadCommand : AzureImageCommand
{
    private readonly Argument<string> _image = SharedOptions.Image<string>();
    private readonly Option<string> _diskName = new("--disk") { HelpName = "NAME" };
    private readonly Option<string> _resourceGroup = new("--resource-group", "-g") { HelpName = "RG" };
    private readonly Option<string> _location = SharedOptions.Location();
    private readonly Option<string> _sasUri = new("--sas-uri") { HelpName = "URI" };
    private readonly Option<string> _blobUri = new("--blob-uri") { HelpName = "URI" };
    private readonly Option<string> _storageAccountId = new("--storage-account-id") { HelpName = "ID" };
    private readonly DiskOptions _disk = new();
    private readonly SendingOptions _sending = new();
    private readonly ConnectionOptions _azure = new();
    private readonly Option<bool> _whatIf = SharedOptions.WhatIf();
    private readonly ValueOption<OutputFormat> _output = SharedOptions.Output();

    public UploadCommand(CommandHost host)
        : base(host, "upload")
    {
        Arguments.Add(_image);
        foreach (Option option in (Option[])[_diskName, _resourceGroup, _location, _sasUri, _blobUri, _storageAccountId, .. _disk.All, .. _sending.All, _whatIf, .. _azure.All, _output]) Options.Add(option);
        Validators.Add(RequireOneTarget);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(_image);
        bool isText = _output.ValueIn(parsed) != OutputFormat.Json;
        var purpose = new AssessmentRequest { AsOf = DateTime.UtcNow.Date, Location = parsed.GetValue(_location) };
        using DeploymentImage image = DeploymentImage.Open(path, purpose, _sending.SkipFreeSpace(parsed), cancellationToken);
        if (isText) AssessmentText.WriteBrief(Report, image.Assessment);

        // A Blocked image needs no Azure, and no sign-in, to be refused.
        IReadOnlyList<DeploymentRefusal> refusals = AssessmentCheck.Refusals(image.Assessment, _disk.Force(parsed));
        if (refusals.Count > 0) return Refuse(new UploadDocument(image.Assessment, null, refusals), refusals, isText);

        using OpenedAzure? azure = IsForAddressAlone(parsed) ? null : await _azure.OpenAsync(parsed, Host, cancellationToken);
        UploadDestination destination = Destination(parsed, RemoteAddress.NameOf(path), azure?.Connection);
        ImageUploadPlan plan = await destination.PlanAsync(image.Assessment, image.Source, cancellationToken);
        var document = new UploadDocument(image.Assessment, plan, plan.Refusals);
        if (isText) PlanText.Write(Report, plan);
        if (plan.Refusals.Count > 0) return Refuse(document, plan.Refusals, isText);
        if (parsed.GetValue(_whatIf)) return ShowOnly(document, isText);

        ImageUploadResult result = await Host.Terminal.WithProgressAsync(listener => destination.RunAsync(
            plan, image.Assessment, image.Source, new ProgressWords<DeploymentProgress>(listener, DeploymentWords.Of), cancellationToken));
        result = result with { SkippedSpace = image.Skipped };
        if (isText) ResultText.Write(Report, result);
        else JsonOutput.Write(Host.Terminal.Output, result);
        return ExitCode.Done;
    }

    // Its key is in it: nobody signs in.
    private bool IsForAddressAlone(ParseResult parsed) => parsed.GetValue(_sasUri) is not null && parsed.GetValue(_diskName) is null;

    private UploadDestination Destination(ParseResult parsed, string image, AzureConnection? connection)
    {
        UploadOptions sending = _sending.Read(parsed, _azure.IsRehearsal(parsed));
        UploadDestination? blob = parsed.GetValue(_sasUri) is { } address ? UploadDestination.Address(address, sending, _disk.Force(parsed), _disk.RemoveOnFailure(parsed))
            : parsed.GetValue(_blobUri) is { } uri ? UploadDestination.Blob(connection!, uri, sending, _disk.Force(parsed), _disk.RemoveOnFailure(parsed))
            : null;
        if (blob is not null && parsed.GetValue(_diskName) is null) return blob;
        DiskRequest request = _disk.Fill(parsed, new DiskRequest
        {
            ImagePath = image,
            DiskName = parsed.GetRequiredValue(_diskName),
            ResourceGroup = parsed.GetRequiredValue(_resourceGroup),
            Location = parsed.GetRequiredValue(_location),
            Upload = sending,
        });
        return blob is null ? UploadDestination.Disk(connection!, request) : UploadDestination.Import(connection!, blob, request, parsed.GetValue(_storageAccountId));
    }

    private void RequireOneTarget(CommandResult result)
    {
        Option[] disk = [_diskName, _resourceGroup, _location];
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        bool isBlob = Given(_sasUri) || Given(_blobUri), isDisk = disk.All(Given);
        Option[] meaningless = (Given(_sasUri), isBlob, isDisk) switch
        {
            (true, _, false) => [_blobUri, .. disk, .. _disk.OfDisk, _storageAccountId, .. _azure.All],
            (true, _, true) => [_blobUri, _azure.Rehearse],
            (false, true, false) => [.. disk, .. _disk.OfDisk, _storageAccountId],
            (false, false, _) => [_storageAccountId],
            _ => [],
        };
        if (!isBlob && !isDisk) result.AddError(CliText.Of("Usage.Target"));
        else if (meaningless.FirstOrDefault(Given) is { } other) result.AddError(CliText.Of("Usage.NotCombined", Given(_sasUri) ? _sasUri.Name : isBlob ? _blobUri.Name : _diskName.Name, other.Name));
    }
}
