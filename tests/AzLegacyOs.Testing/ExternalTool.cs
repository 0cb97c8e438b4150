using System.Diagnostics;
using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>What a program printed and how it ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output, byte for byte.</param>
/// <param name="Error">Standard error.</param>
public sealed record ToolResult(int ExitCode, byte[] Output, string Error)
{
    /// <summary>Standard output as UTF-8.</summary>
    public string OutputText => System.Text.Encoding.UTF8.GetString(Output);

    /// <summary>Fails the running test unless the program succeeded.</summary>
    public ToolResult EnsureSuccess()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Error}{(Error.Length == 0 ? OutputText : "")}");
        return this;
    }
}

/// <summary>A program that nobody here wrote, used as an oracle.</summary>
public sealed class ExternalTool
{
    // Only against a hang: on a loaded machine a tool may take a hundred times as long as elsewhere.
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    private ExternalTool(string path) => Path = path;

    public string Path { get; }

    /// <summary>The program. Skips the running test where it is not installed.</summary>
    public static ExternalTool Require(string name)
    {
        var tool = Find(name);
        Assert.SkipUnless(tool is not null, $"{name} is not installed.");
        return tool!;
    }

    /// <summary>The program on PATH or in the folders of administration programs; null where it is not installed.</summary>
    public static ExternalTool? Find(string name)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator), "/usr/sbin", "/sbin"];
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var path = folders.Where(folder => folder.Length > 0).Select(folder => System.IO.Path.Combine(folder, name + suffix)).FirstOrDefault(File.Exists);
        return path is null ? null : new ExternalTool(path);
    }

    /// <summary>A program at a path.</summary>
    public static ExternalTool At(string path) => new(path);

    /// <summary>Runs the program to its end with nothing on standard input, in the C locale.</summary>
    /// <exception cref="TimeoutException">It ran for more than five minutes and was stopped.</exception>
    public ToolResult Run(params IEnumerable<string> arguments) => Run(DefaultTimeout, arguments);

    /// <inheritdoc cref="Run(IEnumerable{string})"/>
    public ToolResult Run(TimeSpan timeout, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        if (!process.WaitForExit(timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Path} {string.Join(' ', start.ArgumentList)} ran for more than {timeout.TotalSeconds} s.");
        }

        copied.GetAwaiter().GetResult();
        return new ToolResult(process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
    }
}
