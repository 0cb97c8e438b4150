using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>The architecture in the three forms that Windows writes it.</summary>
internal static class MachineNames
{
    /// <summary>PROCESSOR_ARCHITECTURE in the system environment.</summary>
    public static MachineArchitecture? FromEnvironment(string text) => text.Trim().ToUpperInvariant() switch
    {
        "X86" => MachineArchitecture.X86,
        "AMD64" => MachineArchitecture.X64,
        "IA64" => MachineArchitecture.IA64,
        "ARM64" => MachineArchitecture.Arm64,
        _ => null,
    };

    /// <summary>The machine field of a program file.</summary>
    /// <remarks>PE Format, "Machine Types".</remarks>
    public static MachineArchitecture? FromProgramFile(ushort machine) => machine switch
    {
        0x014C => MachineArchitecture.X86,
        0x8664 => MachineArchitecture.X64,
        0x0200 => MachineArchitecture.IA64,
        0xAA64 => MachineArchitecture.Arm64,
        _ => null,
    };

    /// <summary>DriverDatabase\Architecture: the numbers of SYSTEM_INFO, wProcessorArchitecture.</summary>
    /// <remarks>https://learn.microsoft.com/windows/win32/api/sysinfoapi/ns-sysinfoapi-system_info.</remarks>
    public static MachineArchitecture? FromNumber(uint number) => number switch
    {
        0 => MachineArchitecture.X86,
        6 => MachineArchitecture.IA64,
        9 => MachineArchitecture.X64,
        12 => MachineArchitecture.Arm64,
        _ => null,
    };

    /// <summary>BuildLabEx: "7601.17514.amd64fre.win7sp1_rtm.101119-1850".</summary>
    public static MachineArchitecture? FromBuildLab(string text)
    {
        foreach (string part in text.Split('.'))
        {
            string name = part.EndsWith("fre", StringComparison.OrdinalIgnoreCase) || part.EndsWith("chk", StringComparison.OrdinalIgnoreCase)
                ? part.Substring(0, part.Length - 3)
                : "";
            if (FromEnvironment(name) is { } architecture) return architecture;
        }

        return null;
    }
}
