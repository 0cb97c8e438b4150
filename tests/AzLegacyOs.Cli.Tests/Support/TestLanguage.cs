using System.Globalization;
using System.Runtime.CompilerServices;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>The tests read English, whatever the language of the machine.</summary>
internal static class TestLanguage
{
    [ModuleInitializer]
    internal static void UseEnglish()
    {
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }
}
