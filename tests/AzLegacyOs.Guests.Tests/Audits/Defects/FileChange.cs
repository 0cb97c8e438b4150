using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Changes of files on the volumes of a guest.</summary>
internal static class FileChange
{
    private static readonly byte[] FixedVersion = [0xBD, 0x04, 0xEF, 0xFE];

    /// <summary>Sets the last part of a program's version to 1, in its version resource.</summary>
    public static Action<GuestDisk> OldRevision(string path) => disk =>
    {
        byte[] program = disk.ReadSystemFile(path);
        int version = program.AsSpan().IndexOf(FixedVersion) + 12;
        BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(version), 1);
        disk.WriteSystemFile(path, program);
    };

    /// <summary>Sets the first two parts of a program's version.</summary>
    public static Action<GuestDisk> OldBranch(string path, ushort major, ushort minor) => disk =>
    {
        byte[] program = disk.ReadSystemFile(path);
        int version = program.AsSpan().IndexOf(FixedVersion) + 8;
        BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(version), minor);
        BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(version + 2), major);
        disk.WriteSystemFile(path, program);
    };

    /// <summary>Sets the machine in the header of a program.</summary>
    public static Action<GuestDisk> Machine(ushort machine, params string[] paths) => disk =>
    {
        foreach (string path in paths)
        {
            byte[] program = disk.ReadSystemFile(path);
            BinaryPrimitives.WriteUInt16LittleEndian(program.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(0x3C)) + 4), machine);
            disk.WriteSystemFile(path, program);
        }
    };

    /// <summary>Writes a text file below the system root.</summary>
    public static Action<GuestDisk> Write(string path, string content) => disk => disk.WriteSystemFile(path, Encoding.ASCII.GetBytes(content));

    /// <summary>Writes a text file into a directory below the system root that may not exist yet.</summary>
    public static Action<GuestDisk> WriteInto(string directory, string name, string content) => disk =>
    {
        disk.MakeDirectory(disk.Healthy.WindowsPartition, disk.Healthy.Facts.Guest!.SystemRoot + directory);
        Write(directory + '\\' + name, content)(disk);
    };

    /// <summary>Writes a file into the root of the Windows partition.</summary>
    public static Action<GuestDisk> WriteRoot(string path, byte[] content) => disk => disk.WriteFile(disk.Healthy.WindowsPartition, path, content);

    /// <summary>Replaces a text in boot.ini everywhere.</summary>
    public static Action<GuestDisk> BootIni(string old, string now) => disk =>
    {
        string text = Encoding.ASCII.GetString(disk.ReadFile(disk.Healthy.BootPartition, @"\boot.ini"));
        Assert.Contains(old, text, StringComparison.Ordinal);
        disk.WriteFile(disk.Healthy.BootPartition, @"\boot.ini", Encoding.ASCII.GetBytes(text.Replace(old, now, StringComparison.Ordinal)));
    };

    /// <summary>Deletes a file of the boot partition, which is a FAT volume.</summary>
    public static Action<GuestDisk> DeleteBoot(string path) => disk => disk.DeleteFile(disk.Healthy.BootPartition, path);

    /// <summary>Compresses a file in the root of the boot partition. ntfs-3g does that with a file that is made in a compressed directory.</summary>
    public static Action<GuestDisk> CompressBoot(string name) => disk => disk.Mount(disk.Healthy.BootPartition, root =>
    {
        string file = Directory.EnumerateFiles(root).Single(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));
        string directory = Directory.CreateDirectory(Path.Combine(root, "compressed")).FullName, made = Path.Combine(directory, Path.GetFileName(file));
        ExternalTool.Require("setfattr").Run("-h", "-n", "system.ntfs_attrib_be", "-v", "0x00000800", directory).EnsureSuccess();
        File.WriteAllBytes(made, File.ReadAllBytes(file));
        File.Move(made, file, overwrite: true);
        Directory.Delete(directory);
    });

    /// <summary>A page file that says to be so long; what was never written takes no space.</summary>
    public static Action<GuestDisk> PageFile(long length) => disk => disk.Mount(disk.Healthy.WindowsPartition, root =>
    {
        using FileStream file = File.Create(Path.Combine(root, "pagefile.sys"));
        file.SetLength(length);
    });

    /// <summary>Gives a file on the boot partition another name of the same length, in its record and in its directory.</summary>
    public static Action<GuestDisk> RenameBoot(string name, string other) => disk =>
    {
        PartitionFacts partition = disk.Healthy.BootPartition;
        disk.ChangeVolume(partition, volume =>
        {
            byte[] bytes = File.ReadAllBytes(volume), from = Encoding.Unicode.GetBytes(name), to = Encoding.Unicode.GetBytes(other);
            int found = 0;
            for (int at = 0, next; (next = bytes.AsSpan(at).IndexOf(from)) >= 0; at += next + from.Length, found++) to.CopyTo(bytes, at + next);
            Assert.InRange(found, 2, 8);
            File.WriteAllBytes(volume, bytes);
        });
    };

    /// <summary>A second installation beside the first.</summary>
    public static Action<GuestDisk> SecondInstallation(string root) => disk =>
    {
        PartitionFacts partition = disk.Healthy.WindowsPartition;
        disk.MakeDirectory(partition, root + @"\System32\config");
        foreach (string hive in new[] { "SYSTEM", "SOFTWARE" }) disk.WriteFile(partition, $@"{root}\System32\config\{hive}", disk.ReadHive(hive));
    };
}
