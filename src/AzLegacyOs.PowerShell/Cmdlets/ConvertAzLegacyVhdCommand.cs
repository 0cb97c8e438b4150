using System.Management.Automation;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Disks.Images.Writing;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Cmdlets;

/// <summary>Converts an image of any supported format to a fixed VHD of whole MiB, to a dynamic VHD, or to raw.</summary>
[Cmdlet(VerbsData.Convert, "AzLegacyVhd", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(ConversionResult))]
public sealed class ConvertAzLegacyVhdCommand : ImageCmdlet
{
    private const int ActivityId = 2;

    /// <summary>The new file, or a folder for it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>What to write.</summary>
    [Parameter]
    public ConversionTarget To { get; set; } = ConversionTarget.FixedVhd;

    /// <summary>The size that the disk is to have in bytes.</summary>
    [Parameter]
    [ValidateRange(512, long.MaxValue)]
    public long? SizeBytes { get; set; }

    /// <summary>Leave out free clusters and the contents of pagefile.sys, swapfile.sys and hiberfil.sys.</summary>
    [Parameter]
    public SwitchParameter SkipFreeSpace { get; set; }

    /// <summary>Read the new file again and compare it with the image.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Replace a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process(string path)
    {
        string target = TargetFor(path);
        if (ShouldProcess(target, ModuleText.Of("Convert.Caption", RemoteAddress.NameOf(path), To))) Run(() => Task.Run(() => Convert(path, target), StopToken));
    }

    private string TargetFor(string path)
    {
        string target = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Destination);
        string ending = To == ConversionTarget.Raw ? ".img" : ".vhd";
        return Directory.Exists(target) ? System.IO.Path.Combine(target, System.IO.Path.GetFileNameWithoutExtension(RemoteAddress.NameOf(path)) + ending) : target;
    }

    private void Convert(string path, string target)
    {
        var options = new ConversionOptions { Target = To, SizeBytes = SizeBytes, SkipFreeSpace = SkipFreeSpace, Verify = Verify, Overwrite = Force };
        try
        {
            using var progress = new CmdletProgress<ConversionProgress>(record => Post(() => WriteProgress(record)), report => Describe(path, report));
            using DiskImage image = DiskImage.Open(path, StopToken);
            ConversionResult result = ImageConversion.Convert(image, target, options, progress, StopToken);
            Post(() => WriteObject(result));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = e is IOException and not DiskFormatException && File.Exists(target) && !Force
                ? ErrorRecords.Of(e, "DestinationExists", ErrorCategory.ResourceExists, target, ModuleText.Of("Convert.ExistsHint"))
                : ErrorRecords.OfImage(e, path);
            Post(() => WriteError(record));
        }
    }

    private static ProgressRecord Describe(string path, ConversionProgress progress) => new(ActivityId, ModuleText.Of($"Convert.{progress.Phase}", System.IO.Path.GetFileName(RemoteAddress.NameOf(path))), ModuleText.Of("Progress.Of", ByteSize.Format(progress.BytesDone), ByteSize.Format(progress.BytesTotal)))
    {
        PercentComplete = progress.BytesTotal == 0 ? 100 : (int)(progress.BytesDone * 100.0 / progress.BytesTotal),
    };
}
