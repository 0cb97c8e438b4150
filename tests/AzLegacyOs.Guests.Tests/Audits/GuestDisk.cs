using System.Globalization;
using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>
/// A private copy of a healthy guest, changed by tools that nobody here wrote: hivexregedit for hives, ntfscp and mtools for files,
/// sfdisk and sgdisk for partitions, qemu-img for the file itself. What no tool does is a change of bytes.
/// </summary>
internal sealed class GuestDisk : IDisposable
{
    public GuestDisk(HealthyGuest healthy)
    {
        Healthy = healthy;
        Path = Folder.Combine("disk.vhd");
        SparseFile.CopyOut(healthy.Path, 0, new FileInfo(healthy.Path).Length, Path);
    }

    /// <summary>Holds the image; deleted with everything in it in the end.</summary>
    public TemporaryFolder Folder { get; } = new();

    public HealthyGuest Healthy { get; }

    /// <summary>The image to inspect. A change may replace it by another file.</summary>
    public string Path { get; set; }

    /// <summary>A path beside the image.</summary>
    public string Combine(string name) => Folder.Combine(name);

    /// <summary>Merges the text of a .reg file into a hive of the guest; the boot store is the hive "BCD".</summary>
    public void Merge(string hive, string registryText)
    {
        string path = Combine(hive), text = Combine(hive + ".reg");
        File.WriteAllBytes(path, ReadHive(hive));
        File.WriteAllText(text, registryText);
        ExternalTool.Require("hivexregedit").Run("--merge", "--prefix", hive, path, text).EnsureSuccess();
        WriteHive(hive, File.ReadAllBytes(path));
    }

    /// <summary>The bytes of a hive.</summary>
    public byte[] ReadHive(string hive) => ReadFile(HivePartition(hive), HivePath(hive));

    /// <summary>Replaces a hive, or puts one of its logs (".LOG1") beside it.</summary>
    public void WriteHive(string hive, byte[] content, string ending = "") => WriteFile(HivePartition(hive), HivePath(hive) + ending, content);

    /// <summary>The bytes of a file below the system root.</summary>
    public byte[] ReadSystemFile(string path) => ReadFile(Healthy.WindowsPartition, Healthy.Facts.Guest!.SystemRoot + path);

    /// <summary>Replaces a file below the system root, or creates it in a directory that exists.</summary>
    public void WriteSystemFile(string path, byte[] content) => WriteFile(Healthy.WindowsPartition, Healthy.Facts.Guest!.SystemRoot + path, content);

    /// <summary>The bytes of a file on a partition.</summary>
    public byte[] ReadFile(PartitionFacts partition, string path)
    {
        using DiskImage image = DiskImage.Open(Path);
        using var content = Volume(image, partition).Find(path)!.Open();
        return content.ReadBytes(0, (int)content.Length);
    }

    /// <summary>Replaces a file on a partition, or creates it in a directory that exists.</summary>
    public void WriteFile(PartitionFacts partition, string path, byte[] content)
    {
        string source = Combine("content");
        File.WriteAllBytes(source, content);
        string target = Spell(partition, path);
        if (partition.FileSystem == "NTFS")
            ChangeVolume(partition, volume => ExternalTool.Require("ntfscp").Run("-f", "-q", volume, source, target).EnsureSuccess());
        else
            ExternalTool.Require("mcopy").Run("-o", "-i", Mtools(partition), source, "::" + target).EnsureSuccess();
    }

    /// <summary>Deletes a file. FAT only: of the NTFS tools none deletes a file of a volume that is not mounted.</summary>
    public void DeleteFile(PartitionFacts partition, string path) => ExternalTool.Require("mdel").Run("-i", Mtools(partition), "::" + Spell(partition, path)).EnsureSuccess();

    /// <summary>Makes a directory, with its parents. An NTFS volume is mounted for it, which needs root.</summary>
    public void MakeDirectory(PartitionFacts partition, string path)
    {
        if (partition.FileSystem == "NTFS")
            Mount(partition, root => Directory.CreateDirectory(root + Spell(partition, path)));
        else
            MakeFatDirectories(partition, Spell(partition, path));
    }

    /// <summary>Mounts an NTFS partition and lets <paramref name="change"/> work in its folder. Skips the running test where nothing can be mounted.</summary>
    public void Mount(PartitionFacts partition, Action<string> change, string options = "compression,streams_interface=xattr")
        => ChangeVolume(partition, volume => NtfsMount.Use(volume, Combine("mounted"), options, change));

    /// <summary>Copies a partition out, lets a tool change it, and puts it back.</summary>
    public void ChangeVolume(PartitionFacts partition, Action<string> change)
    {
        string volume = Combine("volume");
        SparseFile.CopyOut(Path, partition.Offset, partition.Size, volume);
        change(volume);
        SparseFile.PutBack(volume, Path, partition.Offset);
        File.Delete(volume);
    }

    /// <summary>Replaces bytes of the file; a fixed VHD begins with the first byte of the disk.</summary>
    public void ChangeBytes(long offset, params byte[] bytes)
    {
        using FileStream image = new(Path, FileMode.Open, FileAccess.Write);
        image.Position = offset;
        image.Write(bytes);
    }

    /// <summary>Runs a program with the image as one of its arguments, "{}".</summary>
    public void Run(string tool, params string[] arguments)
        => ExternalTool.Require(tool).Run(arguments.Select(argument => argument == "{}" ? Path : argument)).EnsureSuccess();

    public void Dispose() => Folder.Dispose();

    private static FileSystem Volume(DiskImage image, PartitionFacts partition)
        => AzLegacyOs.Disks.FileSystems.Volume.TryOpen(PartitionTable.Read(image).Partitions.Single(found => found.Number == partition.Number).Open(image))!;

    private PartitionFacts HivePartition(string hive) => hive == "BCD" ? Healthy.BootPartition : Healthy.WindowsPartition;

    private string HivePath(string hive) => hive == "BCD"
        ? Healthy.Facts.Disk.PartitionStyle == PartitionStyle.Gpt ? @"\EFI\Microsoft\Boot\BCD" : @"\Boot\BCD"
        : $@"{Healthy.Facts.Guest!.SystemRoot}\System32\config\{hive}";

    /// <summary>The path as the volume spells it, which ntfscp wants to know; a last part that does not exist stays as it is.</summary>
    private string Spell(PartitionFacts partition, string path)
    {
        using DiskImage image = DiskImage.Open(Path);
        FileSystem volume = Volume(image, partition);
        string spelled = "", asked = "";
        foreach (string part in path.Split('\\', StringSplitOptions.RemoveEmptyEntries))
        {
            asked += '\\' + part;
            spelled += '/' + (volume.Find(asked)?.Name ?? part);
        }

        return spelled;
    }

    private void MakeFatDirectories(PartitionFacts partition, string path)
    {
        for (int slash = path.IndexOf('/', 1); ; slash = path.IndexOf('/', slash + 1))
        {
            ExternalTool.Require("mmd").Run("-D", "s", "-i", Mtools(partition), "::" + (slash < 0 ? path : path[..slash]));
            if (slash < 0) return;
        }
    }

    private string Mtools(PartitionFacts partition) => string.Create(CultureInfo.InvariantCulture, $"{Path}@@{partition.Offset}");
}
