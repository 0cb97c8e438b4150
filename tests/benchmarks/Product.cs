using System.Runtime.InteropServices;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Benchmarks;

/// <summary>The command line that is measured.</summary>
internal static class Product
{
    /// <summary>Publishes it into a folder as its documentation tells, and gives the path of the program.</summary>
    public static string Publish(string work)
    {
        string folder = Path.Combine(work, "azlegacyos");
        PairedRuns.Output(["dotnet", "publish", RepositoryRoot.Combine("src", "AzLegacyOs.Cli"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder]);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "azlegacyos.exe" : "azlegacyos");
    }
}
