using System.Text;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Boot;

/// <summary>What boot.ini says, and where it leads on this disk.</summary>
internal sealed record BootIniReading(BootIniFacts Facts, BootTarget? Default, IReadOnlyList<BootTarget> Targets);

/// <summary>Reads boot.ini and finds the partitions that its entries name.</summary>
internal static class BootIniReader
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591); // the paths are ASCII, and no title can fail to decode

    /// <summary>Reads the file; null where there is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BootIniReading? Read(DiskVolume boot, DiskLayout disk) =>
        boot.FindFile(BootFilePaths.BootIni) is { } file
            ? Interpret(BootIni.Parse(Latin1.GetString(DiskVolume.ReadSmall(file))), boot.Where(BootFilePaths.BootIni), disk)
            : null;

    private static BootIniReading Interpret(BootIni ini, string where, DiskLayout disk)
    {
        var facts = new BootIniFacts
        {
            Where = where,
            Default = Loader("default"),
            DefaultIsListed = ini.DefaultIsListed,
            DefaultEntry = ini.Default is { } entry ? Describe(entry, disk) : null,
            TimeoutSeconds = ini.Timeout,
            Redirect = Loader("redirect"),
            RedirectBaudRate = Loader("redirectbaudrate"),
            Entries = [.. ini.Entries.Select(e => Describe(e, disk))],
        };
        return new BootIniReading(
            facts,
            ini.Default is { } first ? Target(first, where, disk) : null,
            [.. ini.Entries.Where(e => e.Path is not null).Select(e => Target(e, where, disk))]);

        Observed<string> Loader(string name)
        {
            string place = $"{where}, [boot loader] {name}";
            return ini.Loader.TryGetValue(name, out string? value) ? Observed.Read(value, place) : Observed.Missing<string>(place);
        }
    }

    private static BootIniEntryFacts Describe(BootIniEntry entry, DiskLayout disk) =>
        new(entry.PathText, entry.Title, entry.Switches, entry.Path is { } path ? ArcNumbering.Find(path, disk).Volume?.Number : null);

    private static BootTarget Target(BootIniEntry entry, string where, DiskLayout disk)
    {
        if (entry.Path is not { } path) return new BootTarget("boot.ini", where, entry.PathText, null, null, "it names no Windows, but a boot sector or something else");
        (DiskVolume? volume, string? reason) = ArcNumbering.Find(path, disk);
        return new BootTarget("boot.ini", where, entry.PathText, volume, path.Directory, reason);
    }
}
