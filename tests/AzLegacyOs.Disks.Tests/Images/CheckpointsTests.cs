using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Disks.Tests.Images.Vhd;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images;

public sealed class CheckpointsTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_builds_on_the_image_is_found_at_any_depth_and_nothing_else()
    {
        VhdFooter disk = Create("disk.vhd"), other = Create("other.vhd");
        VhdFooter first = DifferencingVhd.Create(_folder.Combine("disk_1.avhd"), disk, @".\disk.vhd", null, (8, 1));
        DifferencingVhd.Create(_folder.Combine("disk_2.AVHD"), first, @".\disk_1.avhd", null, (9, 2));
        DifferencingVhd.Create(_folder.Combine("other_1.avhd"), other, @".\other.vhd", null, (8, 3));
        DifferencingVhd.Create(_folder.Combine("child.vhd"), disk, @".\disk.vhd", null, (8, 4));

        Assert.Equal(["disk_1.avhd", "disk_2.AVHD"], Find("disk.vhd"));
        Assert.Equal(["disk_2.AVHD"], Find("disk_1.avhd"));
        Assert.Empty(Find("disk_2.AVHD"));
        Assert.Equal(["other_1.avhd"], Find("other.vhd"));
    }

    [Fact]
    public void One_that_cannot_be_read_counts_by_its_name()
    {
        Create("disk.vhd");
        File.WriteAllBytes(_folder.Combine("disk_5A6B7C8D.avhdx"), [.. "vhdxfile"u8, .. new byte[4096]]);
        File.WriteAllBytes(_folder.Combine("another.avhdx"), [.. "vhdxfile"u8, .. new byte[4096]]);

        Assert.Equal(["disk_5A6B7C8D.avhdx"], Find("disk.vhd"));
    }

    [Fact]
    public void An_image_that_is_no_file_has_none()
    {
        Create("disk.vhd");
        using DiskImage image = DiskImage.Open(new MemorySource(File.ReadAllBytes(_folder.Combine("disk.vhd"))));
        Assert.Empty(Checkpoints.FindBeside(image));
    }

    private VhdFooter Create(string name)
    {
        QemuImage.Create(_folder.Combine(name), "vpc", 4 * MiB, "subformat=dynamic,force_size=on", (0, 512, 1));
        return VhdFooter.Parse(File.ReadAllBytes(_folder.Combine(name))[^512..]);
    }

    private IReadOnlyList<string> Find(string name)
    {
        using DiskImage image = DiskImage.Open(_folder.Combine(name));
        return Checkpoints.FindBeside(image);
    }
}
