using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Settings;

/// <summary>Reads what happens after a stop error or the crash of a program.</summary>
internal static class CrashReader
{
    public static CrashFacts Read(KeyView controlSet, KeyView software)
    {
        KeyView control = controlSet.Open(@"Control\CrashControl");
        KeyView dumps = software.Open(@"Microsoft\Windows\Windows Error Reporting\LocalDumps");
        Observed<uint> count = dumps.Number("DumpCount");
        return new CrashFacts
        {
            CrashDumpEnabled = control.Number("CrashDumpEnabled"),
            DumpFile = control.Text("DumpFile"),
            NmiCrashDump = control.Number("NMICrashDump"),
            AutoReboot = control.Number("AutoReboot"),
            LocalDumpFolder = dumps.Text("DumpFolder"),
            LocalDumpType = dumps.Number("DumpType"),
            LocalDumpCount = count.IsMissing ? dumps.Number("CrashCount") : count,
        };
    }
}
