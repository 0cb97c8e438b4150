using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests;

/// <summary>The command line as people install it: packed as a .NET tool, installed from the package, run.</summary>
public sealed class DotNetToolTests
{
    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}") ? "Release" : "Debug";

    [Fact]
    public void It_can_be_packed_installed_and_run()
    {
        using var folder = new TemporaryFolder();
        ExternalTool dotnet = ExternalTool.Require("dotnet");
        dotnet.Run("pack", RepositoryRoot.Combine("src", "AzLegacyOs.Cli"), "--no-build", "--configuration", Configuration, "--output", folder.Path).EnsureSuccess();

        // The package brings all that it needs, so that its folder is the only source.
        File.WriteAllText(folder.Combine("nuget.config"), $"""<configuration><packageSources><clear /><add key="here" value="{folder.Path}" /></packageSources></configuration>""");
        dotnet.Run("tool", "install", "AzLegacyOs.Cli", "--tool-path", folder.Combine("tools"), "--configfile", folder.Combine("nuget.config"), "--no-cache").EnsureSuccess();

        string name = OperatingSystem.IsWindows() ? "azlegacyos.exe" : "azlegacyos";
        ToolResult status = ExternalTool.At(folder.Combine("tools", name)).Run("status", "--os", "Windows Server 2003 R2").EnsureSuccess();
        Assert.Contains("Windows Server 2003 R2", status.OutputText);
    }
}
