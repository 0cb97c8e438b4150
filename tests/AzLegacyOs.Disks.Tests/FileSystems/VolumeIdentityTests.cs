using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.FileSystems;

public sealed class VolumeIdentityTests
{
    [Theory]
    [InlineData("ext2", VolumeRole.FileSystem, "mkfs.ext2", "-q", "-F", "-L", "label")]
    [InlineData("ext3", VolumeRole.FileSystem, "mkfs.ext3", "-q", "-F", "-L", "label")]
    [InlineData("ext4", VolumeRole.FileSystem, "mkfs.ext4", "-q", "-F", "-L", "label")]
    [InlineData("XFS", VolumeRole.FileSystem, "mkfs.xfs", "-q", "-f", "-L", "label")]
    [InlineData("Btrfs", VolumeRole.FileSystem, "mkfs.btrfs", "-q", "-f", "-L", "label")]
    [InlineData("ReiserFS", VolumeRole.FileSystem, "mkfs.reiserfs", "-q", "-ff", "-l", "label")]
    [InlineData("JFS", VolumeRole.FileSystem, "mkfs.jfs", "-q", "-L", "label")]
    [InlineData("exFAT", VolumeRole.FileSystem, "mkfs.exfat", "-L", "label")]
    [InlineData("Linux swap", VolumeRole.Swap, "mkswap", "-L", "label")]
    public void VolumeOfARealToolIsRecognised(string name, VolumeRole role, string tool, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string image = Format(folder, tool, options);
        using var source = new CountingByteSource(new FileByteSource(image));

        VolumeIdentity? identity = Volume.Identify(source);

        Assert.Equal((name, role, "label"), (identity?.Name, identity?.Role, identity?.Label));
        Assert.InRange(source.BytesRead, 1, 512 << 10);
        Assert.Null(Volume.TryOpen(source));
    }

    [Fact]
    public void LuksIsEncrypted()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("key"), "secret");
        string image = Format(folder, "cryptsetup", ["luksFormat", "-q", "--pbkdf", "pbkdf2", "--pbkdf-force-iterations", "1000", "--label", "label", "--key-file", folder.Combine("key")]);

        VolumeIdentity? identity = Volume.Identify(new FileByteSource(image));

        Assert.Equal(("LUKS", VolumeRole.Encrypted, "label"), (identity?.Name, identity?.Role, identity?.Label));
    }

    [Fact]
    public void OpticalDiscIsRecognised()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("tree"));
        ExternalTool.Require("genisoimage").Run("-quiet", "-V", "LABEL", "-o", folder.Combine("disc"), folder.Combine("tree")).EnsureSuccess();

        VolumeIdentity? identity = Volume.Identify(new FileByteSource(folder.Combine("disc")));

        Assert.Equal(("ISO 9660", "LABEL"), (identity?.Name, identity?.Label));
    }

    [Theory]
    [InlineData("disks/dfvfs-ext2.vhd", "ext2")]
    public void RealVolumeIsRecognised(string name, string expected)
    {
        using var image = DiskImage.Open(new MemorySource(Corpus.ReadAllBytes(name)));

        Assert.Equal(expected, Volume.Identify(image)?.Name);
    }

    [Theory]
    [InlineData("BitLocker", "made by Windows Vista or Server 2008", 0, "EB52902D4656452D46532D")]
    [InlineData("BitLocker", "made by Windows 7, Server 2008 R2 or later", 0, "EB58902D4656452D46532D")]
    [InlineData("ReFS", null, 3, "5265465300000000")]
    [InlineData("LVM2", null, 512, "4C4142454C4F4E45" + "000000000000000000000000000000004C564D3220303031")]
    [InlineData("Linux RAID", null, 0, "FC4E2BA901000000")]
    [InlineData("Linux RAID", null, 4096, "FC4E2BA901000000")]
    [InlineData("Linux RAID", null, (1 << 20) - 8192, "FC4E2BA901000000")]
    [InlineData("Linux RAID", null, (1 << 20) - 65536, "FC4E2BA9000000005A000000")]
    [InlineData("UFS", null, 8192 + 1372, "54190100")]
    [InlineData("UFS2", null, 65536 + 1372, "19015419")]
    [InlineData("ZFS", null, (128 << 10) + 4096, "0CB1BA0000000000")]
    [InlineData("HFS+", null, 1024, "482B0004")]
    [InlineData("APFS", null, 32, "4E585342")]
    public void SignatureIsRecognised(string name, string? hint, int offset, string signature)
    {
        byte[] volume = new byte[1 << 20];
        Convert.FromHexString(signature).CopyTo(volume, offset);

        VolumeIdentity? identity = Volume.Identify(new MemorySource(volume));

        Assert.Equal((name, hint), (identity?.Name, identity?.Hint));
    }

    [Fact]
    public void BitLockerToGoIsNotFat()
    {
        using var folder = new TemporaryFolder();
        byte[] volume = File.ReadAllBytes(Format(folder, "mkfs.fat", ["-F", "32"]));
        "MSWIN4.1"u8.CopyTo(volume.AsSpan(3));
        new Guid("4967d63b-2e29-4ad8-8399-f6a339e3d001").TryWriteBytes(volume.AsSpan(424));

        VolumeIdentity? identity = Volume.Identify(new MemorySource(volume));

        Assert.Equal(("BitLocker", VolumeRole.Encrypted), (identity?.Name, identity?.Role));
        Assert.Null(Volume.TryOpen(new MemorySource(volume)));
    }

    [Fact]
    public void LeftoverCopyOfTheBootSectorOfNtfsDoesNotHideALaterFileSystem()
    {
        using var folder = new TemporaryFolder();
        string image = Format(folder, "mkfs.ntfs", ["-F", "-Q", "-q"]);
        byte[] bootSector;
        using (var ntfs = new FileByteSource(image)) bootSector = ntfs.ReadBytes(0, 512);
        ExternalTool.Require("mkfs.ext4").Run("-q", "-F", image).EnsureSuccess();
        using (FileStream file = File.OpenWrite(image))
        {
            file.Seek(-512, SeekOrigin.End);
            file.Write(bootSector);
        }

        using var source = new FileByteSource(image);
        Assert.Equal("ext4", Volume.Identify(source)?.Name);
        Assert.Null(Volume.TryOpen(source));
    }

    [Fact]
    public void LastMountPointIsAHint()
    {
        using var folder = new TemporaryFolder();
        string image = Format(folder, "mkfs.ext4", ["-q", "-F"]);
        ExternalTool.Require("tune2fs").Run("-M", "/boot", image).EnsureSuccess();

        Assert.Equal("last mounted on /boot", Volume.Identify(new FileByteSource(image))?.Hint);
    }

    [Fact]
    public void NothingIsRecognisedAsNothing()
    {
        Assert.Null(Volume.Identify(new MemorySource(new byte[1 << 20])));
        Assert.Null(Volume.Identify(new MemorySource([])));
        Assert.Null(Volume.Identify(new MemorySource(new byte[511])));
    }

    private static string Format(TemporaryFolder folder, string tool, string[] options)
    {
        ExternalTool format = ExternalTool.Require(tool);
        string image = folder.Combine("image");
        using (FileStream file = File.Create(image)) file.SetLength(400L << 20);
        ToolResult result = format.Run([.. options, image]);
        Assert.SkipWhen(result.Error.Contains("cannot check mount status"), $"{tool} may not look at what somebody else has mounted here: {result.Error}");
        result.EnsureSuccess();
        return image;
    }
}
