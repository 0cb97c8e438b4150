using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Tests.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>Size and every byte of the disk inside each fixture, against qemu-img.</summary>
public class ImagesAgainstQemuTests
{
    public static TheoryData<string> Vhds => FixtureNames.Vhds;

    [Theory]
    [MemberData(nameof(Vhds))]
    public void Both_read_the_same_disk(string fixture)
    {
        using var folder = new TemporaryFolder();
        string sound = Fixtures.Expected[fixture].DiskOf ?? fixture;
        string raw = QemuImage.ConvertToRaw(Fixtures.Get(sound), "vpc", folder.Combine("raw"));

        using DiskImage image = DiskImage.Open(Fixtures.Get(fixture));

        Assert.Equal(DiskImageFormat.Vhd, image.Format);
        SourceAssert.EqualsFile(raw, image);
        SourceAssert.ExtentsCoverAllData(image);
    }
}
