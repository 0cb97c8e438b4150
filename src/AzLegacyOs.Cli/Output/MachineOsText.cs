using AzLegacyOs.Cli.Texts;
using AzLegacyOs.Policy.Display;
using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Cli.Output;

/// <summary>What existing VMs run, for people: a paragraph for each.</summary>
internal static class MachineOsText
{
    public static void Write(TextReport report, MachineOs machine)
    {
        report.Line(0, $"{machine.Name}: {machine.Status?.Name ?? Words.Of("Knowledge", Knowledge.Unknown)}");
        report.Field(2, CliText.Of("Machine.Legacy"), Words.Of("Knowledge", machine.IsLegacy));
        report.Field(2, CliText.Of("Machine.32Bit"), Words.Of("Knowledge", machine.Is32Bit));
        if (machine.Status is { } status) report.Field(2, Words.Of("Label.InAzure"), Summary.Of(status));
        report.List(CliText.Of("Machine.Evidence"), machine.Evidence);
        report.List(CliText.Of("Machine.Unknown"), machine.Unknown);
    }
}
