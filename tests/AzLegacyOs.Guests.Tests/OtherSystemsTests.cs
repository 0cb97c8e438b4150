using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests;

/// <summary>Disks without a Windows NT: what was seen is said.</summary>
public sealed class OtherSystemsTests
{
    [Theory]
    [InlineData(0x83, GuestFamily.Linux, "Linux")]
    [InlineData(0x82, GuestFamily.Linux, "Linux swap")]
    [InlineData(0xA5, GuestFamily.Bsd, "FreeBSD")]
    [InlineData(0xA6, GuestFamily.Bsd, "OpenBSD")]
    public void APartitionType_IsASign(byte type, GuestFamily family, string name)
    {
        using var folder = new TemporaryFolder();
        var disk = new TestDisk(folder, type: type);

        GuestFacts guest = ImageInspector.Inspect(disk.Path).Guest!;

        Assert.Equal(family, guest.Family);
        Assert.Contains(name, Assert.Single(guest.Signs), StringComparison.Ordinal);
        Assert.Null(guest.Release);
    }

    [Fact]
    public void Windows9x_IsNamed()
    {
        using var folder = new TemporaryFolder();
        TestDisk disk = new TestDisk(folder).Add("WINDOWS/SYSTEM.DAT", "CREG"u8.ToArray());

        GuestFacts guest = ImageInspector.Inspect(disk.Path).Guest!;

        Assert.Equal(GuestFamily.Other, guest.Family);
        Assert.Contains("Windows 95, 98 or Me", Assert.Single(guest.Signs), StringComparison.Ordinal);
    }

    [Fact]
    public void ARegistryFolderWithoutHives_IsSaidSo()
    {
        using var folder = new TemporaryFolder();
        TestDisk disk = new TestDisk(folder).Add("Windows/System32/config/readme.txt", "x"u8.ToArray());

        ImageFacts facts = ImageInspector.Inspect(disk.Path);

        Assert.Null(facts.Guest);
        Assert.Contains(facts.Problems, p => p.Reason.Contains("SYSTEM hive is not", StringComparison.Ordinal));
    }

    [Fact]
    public void AVolumeWithoutPartitions_IsNamed()
    {
        using var folder = new TemporaryFolder();
        string floppy = folder.Combine("floppy.img");
        ExternalTool.Require("mkfs.fat").Run("-F", "12", "-C", floppy, "1440").EnsureSuccess();

        ImageFacts facts = ImageInspector.Inspect(floppy);

        Assert.Null(facts.Guest);
        Assert.Empty(facts.Disk.Partitions);
        Assert.Equal("FAT12", facts.Disk.FileSystem);
        Assert.Null(ImageInspector.Inspect(new TestDisk(folder).Path).Disk.FileSystem);
    }

    [Theory]
    [InlineData("disks/dfvfs-ext2.vhd", GuestFamily.Linux, "ext2 on the disk")]
    [InlineData("disks/dfvfs-image.vhd", GuestFamily.Linux, "ext2 on the disk")]
    public void AFileSystemOfLinux_IsASign(string name, GuestFamily family, string sign)
    {
        GuestFacts guest = ImageInspector.Inspect(Corpus.Open(name)).Guest!;

        Assert.Equal(family, guest.Family);
        Assert.StartsWith(sign, Assert.Single(guest.Signs), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disks/orc-ntfs.vhd", "NTFS")]
    [InlineData("disks/orc-fat12.vhd", "FAT12")]
    [InlineData("disks/orc-fat16.vhd", "FAT16")]
    public void ADataDisk_HasNoGuest(string name, string fileSystem)
    {
        ImageFacts facts = ImageInspector.Inspect(Corpus.Open(name));

        Assert.Null(facts.Guest);
        Assert.Equal(fileSystem, Assert.Single(facts.Disk.Partitions).FileSystem);
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData("disks/dfvfs-fat-differential.vhd", "fat-parent.vhd")]
    [InlineData("disks/dfvfs-image-differential.vhd", "image.vhd")]
    public void ADifferencingDiskWithoutItsParent_NamesIt(string name, string parent)
    {
        ImageFacts facts = ImageInspector.Inspect(Corpus.Open(name));

        Assert.Equal(ImageSubformat.Differencing, facts.Disk.Subformat);
        Assert.Contains(parent, facts.Disk.ParentName, StringComparison.Ordinal);
        Assert.False(facts.Disk.ParentFound);
        Assert.Null(facts.Guest);
        Assert.NotEmpty(facts.Problems);
    }

    [Fact]
    public void NoArtifactOfTheCorpus_IsMoreThanAClearError()
    {
        Corpus.Require();
        foreach (string name in Corpus.List("disks").Concat(Corpus.List("volumes")))
        {
            Exception? problem = Record.Exception(() => ImageInspector.Inspect(Corpus.Open(name)));
            Assert.True(problem is null or IOException, $"{name}: {problem}");
        }
    }
}
