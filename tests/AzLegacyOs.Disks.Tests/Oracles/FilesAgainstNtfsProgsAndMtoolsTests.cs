using AzLegacyOs.Disks.Tests.FileSystems;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>Every file of every volume of the fixtures, against ntfsls and ntfscat, or mtools.</summary>
public class FilesAgainstNtfsProgsAndMtoolsTests
{
    public static TheoryData<string> Guests => FixtureNames.Guests;

    [Theory]
    [MemberData(nameof(Guests))]
    public void Both_read_the_same_files(string fixture)
    {
        int volumes = 0;
        foreach (FixtureVolume volume in FixtureVolume.Of(fixture))
        {
            using FixtureVolume _ = volume;
            volumes++;
            SortedDictionary<string, string> expected = volume.FileSystem.Kind == "NTFS" ? ByNtfsProgs(volume) : ByMtools(volume);

            Assert.NotEmpty(expected);
            Assert.Equal(expected, volume.FileSystem.Hashes());
        }

        Assert.NotEqual(0, volumes);
    }

    private static SortedDictionary<string, string> ByMtools(FixtureVolume volume)
    {
        string target = Directory.CreateDirectory(volume.Combine("files")).FullName;
        ExternalTool.Require("mcopy").Run("-s", "-n", "-Q", "-i", volume.CopyOut(), "::*", target).EnsureSuccess();
        return Reading.HashesOf(target);
    }

    private static SortedDictionary<string, string> ByNtfsProgs(FixtureVolume volume)
    {
        ExternalTool list = ExternalTool.Require("ntfsls"), print = ExternalTool.Require("ntfscat");
        string image = volume.CopyOut();
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var pending = new Stack<string>([""]);
        while (pending.TryPop(out string? folder))
        {
            string[] lines = list.Run("--classify", "--path", folder + "/", image).EnsureSuccess().OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (string line in lines.Where(line => line is not "./" and not "../"))
            {
                string path = $"{folder}/{line.TrimEnd('/')}";
                if (line.EndsWith('/')) pending.Push(path);
                hashes.Add(path, line.EndsWith('/') ? "directory" : Reading.Hash(print.Run(image, path).EnsureSuccess().Output));
            }
        }

        return hashes;
    }
}
