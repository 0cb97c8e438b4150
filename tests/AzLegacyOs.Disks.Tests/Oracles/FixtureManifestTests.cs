using System.Security.Cryptography;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>The committed images are the ones that the recipe made.</summary>
public class FixtureManifestTests
{
    [Fact]
    public void Every_image_has_its_recorded_hash_and_a_row_of_expectations()
    {
        string[] recorded = File.ReadAllLines(RepositoryRoot.Combine("tests", "fixtures", "SHA256SUMS"));
        IEnumerable<string> present = Directory.GetFiles(Fixtures.Folder)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {Path.GetFileName(path)}");

        Assert.Equal(recorded, present);
        Assert.Equal(Fixtures.Names, Fixtures.Expected.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_images_stay_small()
    {
        long total = Directory.GetFiles(Fixtures.Folder).Sum(path => new FileInfo(path).Length);

        Assert.InRange(total, 1, 6_000_000);
    }
}
