using System.Text;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Reads the evidence for specialized or generalized.</summary>
internal static class SetupEvidenceReader
{
    private const int ProfileLimit = 1_000;
    private const int TailLength = 64 * 1024;
    private const string Transition = "Updating image state from [";

    private static readonly string[] SysprepFiles = ["sysprep.exe", "setupcl.exe", "sysprep.inf", "factory.exe", "winbom.ini", "cmdlines.txt"];

    public static SetupFacts Read(OfflineWindows windows)
    {
        KeyView setup = windows.System.Open("Setup");
        KeyView status = setup.Open("Status");
        return new SetupFacts
        {
            ImageState = windows.Software.Open(@"Microsoft\Windows\CurrentVersion\Setup\State").Text("ImageState"),
            StateIniImageState = ReadStateIni(windows),
            SystemSetupInProgress = setup.Number("SystemSetupInProgress"),
            SetupType = setup.Number("SetupType"),
            CommandLine = setup.Text("CmdLine"),
            OobeInProgress = setup.Number("OOBEInProgress"),
            SetupPhase = setup.Number("SetupPhase"),
            MiniSetupInProgress = setup.Number("MiniSetupInProgress"),
            AuditInProgress = setup.Number("AuditInProgress"),
            FactoryPreInstallInProgress = setup.Number("FactoryPreInstallInProgress"),
            GeneralizationState = status.Open("SysprepStatus").Number("GeneralizationState"),
            AuditBoot = status.Number("AuditBoot"),
            CleanupState = status.Open("SysprepStatus").Number("CleanupState"),
            RestartSetup = setup.Number("RestartSetup"),
            SetupProgramState = status.Open("ChildCompletion").Number("setup.exe"),
            ShutdownRequired = setup.Number("SetupShutdownRequired"),
            CloneTag = setup.Text("CloneTag"),
            LastTransition = ReadLastTransition(windows),
            SysprepLog = windows.Files.Exists(windows.Path(@"\System32\Sysprep\Panther\setupact.log")),
            ProfileAccounts = ReadProfiles(windows.Software.Open(@"Microsoft\Windows NT\CurrentVersion\ProfileList")),
            SysprepFolder = ReadSysprepFolder(windows),
            SysprepSucceededTag = windows.Files.Exists(windows.Path(@"\System32\Sysprep\Sysprep_succeeded.tag")),
        };
    }

    /// <summary>S-1-5-21 is a machine or a domain, S-1-12-1 an Entra tenant; the shorter ones are Windows' own services.</summary>
    private static Observed<IReadOnlyList<string>> ReadProfiles(KeyView list) => list.ReadAll<string>(() =>
    [
        .. list.Children.Take(ProfileLimit).Select(profile => profile.Name)
            .Where(sid => sid.StartsWith("S-1-5-21-", StringComparison.OrdinalIgnoreCase) || sid.StartsWith("S-1-12-1-", StringComparison.OrdinalIgnoreCase)),
    ]);

    private static Observed<string> ReadStateIni(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string path = windows.Path(@"\Setup\State\State.ini");
        string where = volume.Where(path) + ", [State] ImageState";
        return Observation.Try(where, windows.Problems, () =>
            volume.FindFile(path) is { } file && IniText.Find(Decode(DiskVolume.ReadSmall(file)), "State", "ImageState") is { } state
                ? Observed.Read(state, where)
                : Observed.Missing<string>(where));
    }

    /// <summary>The line of the log from its date on: "2015-09-23 10:21:14, Info ... Updating image state from [...] to [...]".</summary>
    private static Observed<string> ReadLastTransition(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string path = windows.Path(@"\Panther\setupact.log"), where = volume.Where(path);
        return Observation.Try(where, windows.Problems, () =>
            volume.FindFile(path) is { } file && LastLineWith(Transition, ReadTail(file)) is { } line ? Observed.Read(line, where) : Observed.Missing<string>(where));
    }

    private static string ReadTail(FileEntry file)
    {
        using ByteSource source = file.Open();
        int length = (int)Math.Min(source.Length, TailLength);
        return Encoding.ASCII.GetString(source.ReadBytes(source.Length - length, length));
    }

    private static string? LastLineWith(string part, string text) =>
        text.Split('\r', '\n').LastOrDefault(line => line.IndexOf(part, StringComparison.Ordinal) >= 0)?.Trim();

    private static Observed<IReadOnlyList<string>> ReadSysprepFolder(OfflineWindows windows)
    {
        DiskVolume volume = windows.Installation.Volume;
        string where = volume.Where(@"\Sysprep");
        return Observation.Try(where, windows.Problems, () =>
            volume.Find(@"\Sysprep") is { IsDirectory: true } folder
                ? Observed.Read<IReadOnlyList<string>>([.. SysprepFiles.Where(name => volume.FileSystem!.Find(folder, name) is not null)], where)
                : Observed.Missing<IReadOnlyList<string>>(where));
    }

    private static string Decode(byte[] bytes) =>
        bytes.Length > 1 && bytes[0] == 0xFF && bytes[1] == 0xFE ? Encoding.Unicode.GetString(bytes) : Encoding.UTF8.GetString(bytes);
}
