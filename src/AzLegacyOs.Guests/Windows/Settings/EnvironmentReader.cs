using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads the environment that services and scripts get.</summary>
internal static class EnvironmentReader
{
    public static EnvironmentFacts Read(KeyView controlSet, KeyView software)
    {
        KeyView environment = controlSet.Open(@"Control\Session Manager\Environment");
        return new EnvironmentFacts
        {
            Temp = environment.Text("TEMP"),
            Tmp = environment.Text("TMP"),
            CommandAutoRun = software.Open(@"Microsoft\Command Processor").Text("AutoRun"),
        };
    }
}
