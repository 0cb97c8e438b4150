using System.CommandLine;
using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options that say how an image is sent.</summary>
internal sealed class SendingOptions
{
    private readonly Option<bool> _skipFreeSpace = SharedOptions.SkipFreeSpace();
    private readonly Option<bool> _verify = new("--verify") { Description = "Read the target back at the end and compare it with the image." };
    private readonly Option<bool> _restart = new("--restart") { Description = "Begin anew where an earlier run was interrupted, and replace what a given target holds." };
    private readonly Option<long?> _maxConcurrency = SharedOptions.Number("--max-concurrency", $"The most ranges that are sent at once, 1 to {UploadOptions.GreatestConcurrency}. Default: {new UploadOptions().MaxConcurrency}. Fewer are while the line or the service cannot take more.");
    private readonly Option<long?> _maxBytesPerSecond = SharedOptions.Number("--max-bytes-per-second", "The most bytes of the disk that are sent in a second. Default: no bound.");

    /// <summary>In the order of the help text.</summary>
    public IEnumerable<Option> All => [_skipFreeSpace, _verify, _restart, _maxConcurrency, _maxBytesPerSecond];

    public bool SkipFreeSpace(ParseResult parsed) => parsed.GetValue(_skipFreeSpace);

    /// <param name="parsed">The command line.</param>
    /// <param name="isRehearsal">Whether the target is gone when the process ends, so that nothing can go on later.</param>
    public UploadOptions Read(ParseResult parsed, bool isRehearsal)
    {
        var defaults = new UploadOptions();
        return defaults with
        {
            MaxConcurrency = (int)Math.Min(parsed.GetValue(_maxConcurrency) ?? defaults.MaxConcurrency, int.MaxValue),
            MaxBytesPerSecond = parsed.GetValue(_maxBytesPerSecond),
            Verify = parsed.GetValue(_verify),
            Restart = parsed.GetValue(_restart),
            StateFolder = isRehearsal ? null : defaults.StateFolder,
        };
    }
}
