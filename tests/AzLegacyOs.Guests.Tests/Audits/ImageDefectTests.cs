using AzLegacyOs.Guests.Tests.Audits.Defects;
using AzLegacyOs.Policy;
using AzLegacyOs.Policy.Rules;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>The defect matrix over images: each defect fires exactly its rules, on an image that is otherwise as it was.</summary>
public abstract class ImageDefectTests
{
    private protected static void Check(string name, string guest, IReadOnlyList<ImageDefect> table)
    {
        ImageDefect defect = table.Single(row => row.Name == name);
        HealthyGuest healthy = HealthyGuest.Of(guest);
        using var disk = new GuestDisk(healthy);

        defect.Make(disk);

        var request = new Request(defect.VmSize);
        Assessment assessment = Audit.Assess(ImageInspector.Inspect(disk.Path), request);
        IReadOnlyList<string> expected = defect.Expect(healthy.Findings), found = Audit.Ids(assessment);
        Assert.True(expected.SequenceEqual(found), $"expected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}\n"
            + string.Join('\n', assessment.Findings.Where(finding => !expected.Contains(finding.RuleId)).Select(finding => $"{finding.RuleId}: {finding.Seen} ({finding.Where})")));
    }

    private protected static TheoryData<string, string> Rows(IReadOnlyList<ImageDefect> table)
    {
        var rows = new TheoryData<string, string>();
        foreach (ImageDefect defect in table)
        {
            foreach (string guest in defect.Guests.Split(' ')) rows.Add(defect.Name, guest);
        }

        return rows;
    }
}

/// <summary>Defects of the file, the partitions, the boot configuration and the identity.</summary>
public sealed class StartDefectTests : ImageDefectTests
{
    public static TheoryData<string, string> Cases => Rows(StartDefects.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_defect_fires_its_rules_and_no_other(string name, string guest) => Check(name, guest, StartDefects.All);
}

/// <summary>Defects of drivers, network, accounts and settings.</summary>
public sealed class SettingDefectTests : ImageDefectTests
{
    public static TheoryData<string, string> Cases => Rows(SettingDefects.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_defect_fires_its_rules_and_no_other(string name, string guest) => Check(name, guest, SettingDefects.All);
}

/// <summary>Defects of services, reach, the VM agent and files, as the preparation article and Microsoft's support name them.</summary>
public sealed class RequirementDefectTests : ImageDefectTests
{
    public static TheoryData<string, string> Cases => Rows(RequirementDefects.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_defect_fires_its_rules_and_no_other(string name, string guest) => Check(name, guest, RequirementDefects.All);
}

/// <summary>That no rule is left out.</summary>
public sealed class ImageDefectCoverageTests
{
    private static IEnumerable<ImageDefect> All => [.. StartDefects.All, .. SettingDefects.All, .. RequirementDefects.All];

    [Fact]
    public void Every_rule_about_an_image_fires_on_some_image()
    {
        IEnumerable<string> fired = All.SelectMany(defect => defect.Fires.Split(' '))
            .Concat(Fixtures.Expected.Values.SelectMany(image => image.Findings));

        Assert.Empty(RuleCatalogue.All.Where(rule => !rule.Scope.IsOfPlatform).Select(rule => rule.Id).Except(fired));
    }

    [Fact]
    public void Names_are_unique()
    {
        IReadOnlyList<string> names = [.. All.Select(defect => defect.Name)];

        Assert.Equal(names.Distinct(), names);
    }
}
