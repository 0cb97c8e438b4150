using System.Diagnostics;
using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>Programs of the npm registry, in a folder that an environment variable names.</summary>
public static class NodeModules
{
    /// <summary>Names the node_modules folder that holds azurite and oav.</summary>
    public const string Variable = "AZLEGACYOS_NODE_MODULES";

    // Only against a hang: on a loaded machine node may take a hundred times as long as elsewhere.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Prepares to run a script with the packages in reach. Skips the running test where node or the package is absent.</summary>
    public static ProcessStartInfo Require(string package, string script, params string[] arguments)
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(Directory.Exists(folder) && Directory.Exists(Path.Combine(folder, package)), $"{package} is not installed; set {Variable} to a node_modules folder that holds it.");
        return new ProcessStartInfo(ExternalTool.Require("node").Path, [Path.Combine(folder!, script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = folder },
        };
    }

    /// <summary>Runs to the end; everything that was printed.</summary>
    /// <exception cref="TimeoutException">It ran for more than ten minutes and was stopped.</exception>
    public static (int ExitCode, string Output) Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} ran for more than {Longest.TotalSeconds} s.");
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
