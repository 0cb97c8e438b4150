using System.Text;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests;

/// <summary>Whole inspections of damaged images: facts or one clear error, never another exception.</summary>
public sealed class BadInputTests
{
    private const int Rounds = 150;

    [Theory]
    [InlineData("server2003r2-x86")]
    [InlineData("server2016-x64-gpt")]
    [InlineData("windowsxp-x86-fat32")]
    public void ChangedBytes_InWhatIsRead_GiveFactsOrAClearError(string fixture)
    {
        byte[] image = File.ReadAllBytes(Fixtures.Get(fixture));
        IReadOnlyList<int> sectors = FindSectorsRead(image);
        var random = new Random(5203790);
        for (int round = 0; round < Rounds; round++)
        {
            var changes = new List<(int Offset, byte Was)>();
            for (int i = random.Next(1, 9); i > 0; i--)
            {
                int offset = (sectors[random.Next(sectors.Count)] * RecordingSource.SectorLength) + random.Next(RecordingSource.SectorLength);
                if (offset >= image.Length) continue;
                changes.Add((offset, image[offset]));
                image[offset] = random.Next(4) switch
                {
                    0 => 0,
                    1 => 0xFF,
                    2 => (byte)(image[offset] ^ (1 << random.Next(8))),
                    _ => (byte)random.Next(256),
                };
            }

            TryInspect(image, $"{fixture}, round {round}");
            for (int i = changes.Count - 1; i >= 0; i--) image[changes[i].Offset] = changes[i].Was;
        }
    }

    [Theory]
    [InlineData("server2003r2-x86")]
    [InlineData("server2016-x64-gpt")]
    public void CutOffImages_GiveFactsOrAClearError(string fixture)
    {
        byte[] image = File.ReadAllBytes(Fixtures.Get(fixture));
        foreach (int sector in FindSectorsRead(image).Where((_, i) => i % 16 == 0)) TryInspect(image[..(sector * RecordingSource.SectorLength)], $"{fixture}, cut off at sector {sector}");
    }

    [Fact]
    public void AHiveThatIsNoHive_LeavesAGuestWithoutSettings()
    {
        using var folder = new TemporaryFolder();
        TestDisk disk = new TestDisk(folder).Add("WINDOWS/System32/config/SYSTEM", Encoding.ASCII.GetBytes("this is no hive")).Add("WINDOWS/System32/config/SOFTWARE", new byte[8192]);

        ImageFacts facts = ImageInspector.Inspect(disk.Path);

        Assert.Equal(GuestFamily.Windows, facts.Guest!.Family);
        Assert.Equal(@"\WINDOWS", facts.Guest.SystemRoot);
        Assert.Null(facts.Settings);
        Assert.Equal(2, facts.Problems.Count(p => p.Where.Contains("config", StringComparison.Ordinal)));
    }

    [Fact]
    public void AFileThatIsNoImage_IsOneClearError()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("notes.vhd");
        File.WriteAllText(path, "not a disk");

        Assert.Throws<DiskFormatException>(() => ImageInspector.Inspect(path));
        Assert.ThrowsAny<IOException>(() => ImageInspector.Inspect(folder.Combine("absent.vhd")));
    }

    [Fact]
    public void ACancelledInspection_Stops()
    {
        Assert.Throws<OperationCanceledException>(() => ImageInspector.Inspect("any", null, new CancellationToken(true)));
    }

    private static IReadOnlyList<int> FindSectorsRead(byte[] image)
    {
        var source = new RecordingSource(image);
        using var disk = DiskImage.Open(source);
        Assert.NotNull(ImageInspector.Inspect(disk).Guest);
        return source.Sectors;
    }

    private static void TryInspect(byte[] image, string what)
    {
        Exception? problem = Record.Exception(() =>
        {
            using var disk = DiskImage.Open(new BytesSource(image));
            ImageInspector.Inspect(disk);
        });
        Assert.True(problem is null or IOException, $"{what}: {problem}");
    }
}
