using AzLegacyOs.Disks;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.PortableExecutable;

/// <summary>What the headers of a program file on a volume say.</summary>
/// <param name="Exists">Whether the file is there.</param>
/// <param name="Machine">The machine number.</param>
/// <param name="Version">The version resource; missing where the file has none.</param>
internal sealed record ProgramFile(Observed<bool> Exists, Observed<ushort> Machine, Observed<FileVersion> Version)
{
    /// <summary>Reads the headers. A file that is absent or cannot be read gives an observation that says so.</summary>
    public static ProgramFile Read(DiskVolume volume, string path)
    {
        string where = volume.Where(path);
        Observed<bool>? exists = null;
        Observed<ushort>? machine = null;
        try
        {
            if (volume.FindFile(path) is not { } file) return new ProgramFile(Observed.Read(false, where), Observed.Missing<ushort>(where), Observed.Missing<FileVersion>(where));
            exists = Observed.Read(true, where);
            using ByteSource opened = file.Open();
            using var source = PiecewiseSource.ByPages(opened);
            var header = PeHeader.Read(source);
            machine = Observed.Read(header.Machine, where);
            return new ProgramFile(exists, machine, FileVersion.Read(source, header) is { } version ? Observed.Read(version, where) : Observed.Missing<FileVersion>(where));
        }
        catch (IOException exception)
        {
            return new ProgramFile(
                exists ?? Observed.Unreadable<bool>(where, exception.Message),
                machine ?? Observed.Unreadable<ushort>(where, exception.Message),
                Observed.Unreadable<FileVersion>(where, exception.Message));
        }
    }
}
