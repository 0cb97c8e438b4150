using System.Buffers.Binary;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>Changes of the image file, its footer and its partition table.</summary>
internal static class DiskChange
{
    private const int FooterLength = 512;
    private const int ChecksumOffset = 64;

    /// <summary>Converts the image to another format.</summary>
    public static Action<GuestDisk> Convert(string format, string options = "") => disk =>
    {
        string target = disk.Combine("converted." + format);
        disk.Run("qemu-img", ["convert", "-f", "vpc", "-O", format, .. options.Length == 0 ? Array.Empty<string>() : ["-o", options], "{}", target]);
        disk.Path = target;
    };

    /// <summary>A larger disk: qcow2 does not write what is empty.</summary>
    public static Action<GuestDisk> Grow(string size) => Convert("qcow2") + (disk => disk.Run("qemu-img", "resize", "-f", "qcow2", "{}", size));

    /// <summary>A new and empty image.</summary>
    public static Action<GuestDisk> Create(string format, string size, string options = "") => disk =>
    {
        disk.Path = disk.Combine("created." + (format == "vpc" ? "vhd" : format));
        disk.Run("qemu-img", ["create", "-f", format, .. options.Length == 0 ? Array.Empty<string>() : ["-o", options], "{}", size]);
    };

    /// <summary>A differencing disk on top of the image.</summary>
    public static Action<GuestDisk> Difference(bool parentStays) => disk =>
    {
        string parent = disk.Path;
        disk.Path = disk.Combine("child.qcow2");
        disk.Run("qemu-img", "create", "-f", "qcow2", "-b", parent, "-F", "vpc", "{}");
        if (!parentStays) File.Delete(parent);
    };

    /// <summary>A checkpoint beside the image. qemu writes no differencing VHD, and the format is found by the content.</summary>
    public static Action<GuestDisk> Checkpoint { get; } = disk => disk.Run("qemu-img", "create", "-f", "qcow2", "-b", "{}", "-F", "vpc", disk.Combine("checkpoint.avhd"));

    /// <summary>Changes the footer and makes its checksum right again.</summary>
    public static Action<GuestDisk> Footer(int offset, params byte[] bytes) => disk =>
    {
        long start = new FileInfo(disk.Path).Length - FooterLength;
        disk.ChangeBytes(start, Footer(disk, bytes, offset));
    };

    /// <summary>Changes bytes counted from the end of the file.</summary>
    public static Action<GuestDisk> FromEnd(long distance, params byte[] bytes) => disk => disk.ChangeBytes(new FileInfo(disk.Path).Length - distance, bytes);

    /// <summary>Cuts bytes off the end.</summary>
    public static Action<GuestDisk> Cut(int count) => disk =>
    {
        using FileStream file = new(disk.Path, FileMode.Open, FileAccess.Write);
        file.SetLength(file.Length - count);
    };

    /// <summary>Moves the footer of a fixed VHD so that the disk, or the gap behind it, is so much longer.</summary>
    public static Action<GuestDisk> MoveFooter(long distance, bool growDisk) => disk =>
    {
        long length = new FileInfo(disk.Path).Length - FooterLength;
        byte[] size = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(size, length + (growDisk ? distance : 0));
        byte[] footer = Footer(disk, [.. size, .. size], 40);
        disk.ChangeBytes(length, new byte[FooterLength]);
        disk.ChangeBytes(length + distance, footer);
    };

    /// <summary>Runs sfdisk or sgdisk on the disk without its footer; "{}" stands for it.</summary>
    public static Action<GuestDisk> Partition(string tool, params string[] arguments) => disk =>
    {
        byte[] footer = Footer(disk, [], 0);
        Cut(FooterLength)(disk);
        disk.Run(tool, arguments);
        disk.ChangeBytes(new FileInfo(disk.Path).Length, footer);
    };

    /// <summary>Changes bytes of the partition of Windows.</summary>
    public static Action<GuestDisk> WindowsPartition(long offset, params byte[] bytes) => disk => disk.ChangeBytes(disk.Healthy.WindowsPartition.Offset + offset, bytes);

    /// <summary>Has ntfsfix ask for a check at the next start, as an unclean stop does.</summary>
    public static void MarkDirty(GuestDisk disk)
        => disk.ChangeVolume(disk.Healthy.WindowsPartition, volume => ExternalTool.Require("ntfsfix").Run(volume).EnsureSuccess());

    /// <summary>Leaves work in the journal of the Windows partition, as a machine does that is switched off.</summary>
    public static void LeaveJournal(GuestDisk disk)
    {
        byte[] journal = disk.ReadFile(disk.Healthy.WindowsPartition, @"\$LogFile");
        foreach (int page in new[] { 0, 4096 }) Bytes.OpenRestartPage().CopyTo(journal, page);
        disk.WriteFile(disk.Healthy.WindowsPartition, @"\$LogFile", journal);
    }

    /// <summary>The partition of Windows alone, as a disk without a partition table.</summary>
    public static void PartitionAlone(GuestDisk disk)
    {
        string raw = disk.Combine("volume.raw"), target = disk.Combine("volume.vhd");
        disk.ChangeVolume(disk.Healthy.WindowsPartition, volume => File.Copy(volume, raw));
        disk.Run("qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", "subformat=fixed,force_size=on", raw, target);
        disk.Path = target;
    }

    /// <summary>Another disk altogether: one FAT32 partition with a file on it.</summary>
    public static Action<GuestDisk> FatDisk(string path, byte[] content) => disk => disk.Path = new TestDisk(disk.Folder).Add(path, content).Path;

    /// <summary>Makes the sectors of an empty VHDX 4096 bytes long, in its metadata.</summary>
    public static void LargeSectors(GuestDisk disk)
    {
        Create("vhdx", "1G")(disk);
        byte[] logicalSectorSize = new Guid("8141BF1D-A96F-4709-BA47-F233A8FAAB5F").ToByteArray();
        byte[] file = File.ReadAllBytes(disk.Path);
        int entry = file.AsSpan().IndexOf(logicalSectorSize), table = file.AsSpan().IndexOf("metadata"u8);
        int item = table + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(entry + 16));
        Assert.Equal(512, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(item)));
        disk.ChangeBytes(item, BitConverter.GetBytes(4096));
    }

    private static byte[] Footer(GuestDisk disk, byte[] bytes, int offset)
    {
        byte[] footer = new byte[FooterLength];
        using (FileStream file = File.OpenRead(disk.Path))
        {
            file.Position = file.Length - FooterLength;
            file.ReadExactly(footer);
        }

        bytes.CopyTo(footer, offset);
        footer.AsSpan(ChecksumOffset, 4).Clear();
        BinaryPrimitives.WriteUInt32BigEndian(footer.AsSpan(ChecksumOffset), ~(uint)footer.Sum(b => b));
        return footer;
    }
}
