using System.CommandLine;
using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Cli.Commands;

/// <summary>The options that say how an image is sent.</summary>
internal sealed class SendingOptions
{
    private readonly Option<bool> _skipFreeSpace = SharedOptions.SkipFreeSpace();
    private readonly Option<bool> _verify = new("--verify");
    private readonly Option<bool> _restart = new("--restart");
    private readonly ValueOption<long> _maxConcurrency = SharedOptions.Number("--max-concurrency");
    private readonly ValueOption<long> _maxBytesPerSecond = SharedOptions.Number("--max-bytes-per-second");

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
            MaxConcurrency = (int)Math.Min(_maxConcurrency.ValueIn(parsed) ?? defaults.MaxConcurrency, int.MaxValue),
            MaxBytesPerSecond = _maxBytesPerSecond.ValueIn(parsed),
            Verify = parsed.GetValue(_verify),
            Restart = parsed.GetValue(_restart),
            StateFolder = isRehearsal ? null : defaults.StateFolder,
        };
    }
}
