using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Disks.Tests.FileSystems.Ntfs;
using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Skipping;

/// <summary>Disks of several partitions.</summary>
public sealed class DiskSkippingTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void Each_volume_is_filtered_at_its_place_and_the_rest_is_untouched()
    {
        byte[] disk = MakeDisk((1 * MiB, MakeVolume(), 7), (20 * MiB, MakeVolume(), 7));
        var random = new Random(3);
        random.NextBytes(disk.AsSpan(512, MiB - 512));
        random.NextBytes(disk.AsSpan(18 * MiB, MiB));

        using var view = Filter(disk);

        Assert.Equal([(1, 1L * MiB), (2, 20L * MiB)], view.Skipped.Select(s => (s.Partition!.Value, s.Offset)));
        Assert.All(view.Skipped, s => Assert.Null(s.LeftWhole));
        SkipAssert.IsConsistent(view, disk);
        Assert.Equal(disk[..MiB], view.ReadBytes(0, MiB));
        Assert.Equal(disk[(17 * MiB)..(20 * MiB)], view.ReadBytes(17 * MiB, 3 * MiB));
    }

    [Fact]
    public void A_hibernated_system_keeps_all_volumes_whole()
    {
        byte[] disk = MakeDisk((1 * MiB, MakeVolume(), 7), (20 * MiB, MakeVolume("hibr"), 7));
        using var view = Filter(disk);
        Assert.Equal(["Windows is hibernated on partition 2, and may have changes for this volume", "Windows is hibernated"], view.Skipped.Select(s => s.LeftWhole));
        Assert.True(view.ReadBytes(0, disk.Length).AsSpan().SequenceEqual(disk));
    }

    [Fact]
    public void Partitions_that_overlap_stay_whole()
    {
        byte[] disk = MakeDisk((1 * MiB, MakeVolume(), 7), (20 * MiB, MakeVolume(), 7));
        BinaryPrimitives.WriteInt32LittleEndian(disk.AsSpan(0x1BE + 12), 30 * MiB / 512);
        using var view = Filter(disk);
        Assert.Equal(["it overlaps partition 2", "it overlaps partition 1"], view.Skipped.Select(s => s.LeftWhole));
    }

    [Fact]
    public void A_partition_of_a_volume_manager_stays_whole()
    {
        using var view = Filter(MakeDisk((1 * MiB, MakeVolume(), 0x42)));
        Assert.Contains("volume manager", Assert.Single(view.Skipped).LeftWhole);
    }

    [Fact]
    public void An_unknown_or_encrypted_volume_stays_whole()
    {
        byte[] encrypted = MakeVolume();
        "-FVE-FS-"u8.CopyTo(encrypted.AsSpan(3));
        using var view = Filter(MakeDisk((1 * MiB, encrypted, 7), (20 * MiB, new byte[16 * MiB], 7)));
        Assert.Equal(["BitLocker", null], view.Skipped.Select(s => s.FileSystem));
        Assert.All(view.Skipped, s => Assert.Equal("only of NTFS and FAT is it known what is free", s.LeftWhole));
    }

    [Fact]
    public void Shadow_copies_are_told()
    {
        byte[] volume = MakeVolume(fill: folder =>
        {
            string store = Directory.CreateDirectory(Path.Combine(folder, "System Volume Information")).FullName;
            File.WriteAllText(Path.Combine(store, "{3808876b-c176-4e48-b7ae-04046e6cc752}"), "catalog");
            File.WriteAllText(Path.Combine(store, "{11111111-2222-3333-4444-555555555555}{3808876B-c176-4e48-b7ae-04046e6cc752}"), "differences");
        });
        using var view = Filter(volume);
        Assert.True(Assert.Single(view.Skipped) is { HasShadowCopies: true, LeftWhole: null });
    }

    private static DiskWithoutFreeSpace Filter(byte[] disk) => DiskWithoutFreeSpace.Of(new MemorySource(disk), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A volume of 16 MiB whose free clusters are full of old data.</summary>
    private static byte[] MakeVolume(string? hibernation = null, Action<string>? fill = null)
    {
        using var volume = new MountedNtfs(16);
        volume.Fill(folder =>
        {
            string old = Path.Combine(folder, "old");
            File.WriteAllText(old, string.Concat(Enumerable.Repeat("old data ", 500_000)));
            fill?.Invoke(folder);
            if (hibernation is not null) File.WriteAllBytes(Path.Combine(folder, "hiberfil.sys"), [.. Encoding.ASCII.GetBytes(hibernation), .. new byte[8188]]);
            File.Delete(old);
        });
        return File.ReadAllBytes(volume.Image);
    }

    private static byte[] MakeDisk(params (int Offset, byte[] Volume, byte Type)[] partitions)
    {
        byte[] disk = new byte[40 * MiB];
        (disk[510], disk[511]) = (0x55, 0xAA);
        for (int i = 0; i < partitions.Length; i++)
        {
            (int offset, byte[] volume, byte type) = partitions[i];
            int entry = 0x1BE + (i * 16);
            disk[entry + 4] = type;
            BinaryPrimitives.WriteInt32LittleEndian(disk.AsSpan(entry + 8), offset / 512);
            BinaryPrimitives.WriteInt32LittleEndian(disk.AsSpan(entry + 12), volume.Length / 512);
            volume.CopyTo(disk, offset);
        }

        return disk;
    }
}
