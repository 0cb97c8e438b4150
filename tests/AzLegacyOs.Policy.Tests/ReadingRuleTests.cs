using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Damage is told once for each hive or file, however many structures of it are damaged.</summary>
public sealed class ReadingRuleTests
{
    [Fact]
    public void The_damage_of_a_file_is_one_finding_with_a_count_and_the_first_places()
    {
        ImageFacts image = HealthyImage.Server2016Mbr();
        HiveFacts hive = image.Settings!.Hives.First(h => h.Name == "SOFTWARE");
        image = image with
        {
            Problems =
            [
                new ReadProblem(hive.Path, "a key should be here"),
                new ReadProblem(@"\Windows", "loop in the index"),
                new ReadProblem(@"SOFTWARE\Microsoft", "the key was not found"),
                new ReadProblem(@"SOFTWARE\Policies, Value", "the value was not found"),
                new ReadProblem(@"SOFTWARE\Classes", "the list is damaged"),
            ],
        };

        IReadOnlyList<Finding> findings = [.. Assessor.Assess(image, new AssessmentRequest { AsOf = new DateTime(2026, 11, 20) }).Findings.Where(finding => finding.RuleId == "ALO3034")];

        Assert.Equal(
            [
                ($@"{hive.Path}; SOFTWARE\Microsoft; SOFTWARE\Policies, Value", "4 places cannot be read, the first: a key should be here; the key was not found; the value was not found"),
                (@"\Windows", "loop in the index"),
            ],
            findings.Select(finding => (finding.Where, finding.Seen)));
    }

    [Theory]
    [InlineData(null, "There are no partitions and no known file system.")]
    [InlineData("NTFS", "There are no partitions. On the disk itself: NTFS.")]
    public void A_disk_without_Windows_and_partitions_is_named_by_what_lies_on_it(string? fileSystem, string expected)
    {
        ImageFacts image = HealthyImage.EmptyDisk().Disk(disk => disk with { FileSystem = fileSystem });

        Assert.Equal(expected, Assessor.Assess(image, new AssessmentRequest { AsOf = new DateTime(2026, 11, 20) }).Findings.Single(finding => finding.RuleId == "ALO3001").Seen);
    }
}
