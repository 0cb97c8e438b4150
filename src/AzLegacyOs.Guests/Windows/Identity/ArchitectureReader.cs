using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Identity;

/// <summary>The architecture, and who says so.</summary>
/// <param name="Architecture">Null where no witness could be read.</param>
/// <param name="Evidence">Every witness in words; null where there is none.</param>
internal readonly record struct ArchitectureReading(MachineArchitecture? Architecture, string? Evidence);

/// <summary>Finds the architecture from the kernel's files, and cross-checks it with what the registry says.</summary>
internal static class ArchitectureReader
{
    private static readonly string[] Files = [@"\System32\ntoskrnl.exe", @"\System32\hal.dll", @"\System32\kernel32.dll"];

    public static ArchitectureReading Read(OfflineWindows windows)
    {
        List<Witness> witnesses = [.. FromFiles(windows), .. FromRegistry(windows)];
        if (witnesses.Count == 0) witnesses.AddRange(FromFolder(windows));
        if (witnesses.Count == 0) return default;

        // What starts is the kernel file, whatever the registry says.
        MachineArchitecture answer = witnesses[0].Architecture;
        string evidence = string.Join("; ", witnesses.Select(w => $"{w.Architecture.ToString().ToLowerInvariant()} by {w.Where}"));
        if (witnesses.Exists(w => w.Architecture != answer))
            windows.Problems.Add("the architecture", $"the witnesses do not agree ({evidence}); the first one was taken");
        return new ArchitectureReading(answer, evidence);
    }

    private static IEnumerable<Witness> FromFiles(OfflineWindows windows)
    {
        foreach (string file in Files)
        {
            Observed<ushort> machine = ProgramFile.Read(windows.Installation.Volume, windows.Path(file)).Machine;
            if (machine.State == ObservationState.Unreadable) windows.Problems.Add(machine.Where, machine.Reason!);
            if (machine.IsRead && MachineNames.FromProgramFile(machine.Value) is { } architecture)
                yield return new Witness(architecture, $"{machine.Where} (machine 0x{machine.Value:X4})");
        }
    }

    private static IEnumerable<Witness> FromRegistry(OfflineWindows windows)
    {
        Observed<string>? environment = windows.ControlSet?.Open(@"Control\Session Manager\Environment").Text("PROCESSOR_ARCHITECTURE");
        if (environment is { IsRead: true } && MachineNames.FromEnvironment(environment.Value!) is { } byEnvironment)
            yield return new Witness(byEnvironment, environment.Where);

        Observed<uint> drivers = windows.System.Open("DriverDatabase").Number("Architecture");
        if (drivers.IsRead && MachineNames.FromNumber(drivers.Value) is { } byDrivers) yield return new Witness(byDrivers, drivers.Where);

        Observed<string> build = windows.Software.Open(@"Microsoft\Windows NT\CurrentVersion").Text("BuildLabEx");
        if (build.IsRead && MachineNames.FromBuildLab(build.Value!) is { } byBuild) yield return new Witness(byBuild, build.Where);
    }

    /// <summary>The folder for 32-bit programs. It speaks last, because a Windows for Itanium has one too.</summary>
    private static IEnumerable<Witness> FromFolder(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string path = windows.Path(@"\SysWOW64"), where = volume.Where(path);
        if (Observation.Try(where, windows.Problems, () => Observed.Read(volume.Find(path) is { IsDirectory: true }, where)).Is(true))
            yield return new Witness(MachineArchitecture.X64, where);
    }

    private sealed record Witness(MachineArchitecture Architecture, string Where);
}
