using System.Runtime.CompilerServices;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Keeps the journals of uploads in the tests out of the folder of the person who runs them.</summary>
internal static class OwnStateFolder
{
    [ModuleInitializer]
    internal static void Choose() =>
        Environment.SetEnvironmentVariable("AZLEGACYOS_STATE", Path.Combine(Path.GetTempPath(), "azlegacyos-cli-tests-" + Environment.ProcessId));
}
