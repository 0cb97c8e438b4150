using System.Runtime.CompilerServices;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Keeps the journals of uploads in the tests out of the folder of the person who runs them.</summary>
internal static class OwnStateFolder
{
    [ModuleInitializer]
    internal static void Choose()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        Environment.SetEnvironmentVariable("AZLEGACYOS_STATE", folder.Path);
    }
}
