using System.Management.Automation;
using AzLegacyOs.Policy;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>A cmdlet that takes disk images: by path, by literal path, as files, or as assessments.</summary>
public abstract class ImageCmdlet : AsyncCmdlet
{
    /// <summary>Parameter set names.</summary>
    internal const string PathSet = "Path";

    /// <inheritdoc cref="PathSet"/>
    internal const string LiteralPathSet = "LiteralPath";

    /// <inheritdoc cref="PathSet"/>
    internal const string InputObjectSet = "InputObject";

    /// <summary>Paths of images; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of images, taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Assessments of images; each image is read again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Assessment[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var paths = new ImagePaths(this);
        foreach (string path in Path.SelectMany(path => paths.Resolve(path, literal: false))) Process(path);
        foreach (string path in LiteralPath.SelectMany(path => paths.Resolve(path, literal: true))) Process(path);
        foreach (string path in InputObject.SelectMany(assessment => paths.Resolve(assessment.Path, literal: true))) Process(path);
    }

    /// <summary>Does the work for one image.</summary>
    /// <param name="path">Full path of the file.</param>
    protected abstract void Process(string path);
}
