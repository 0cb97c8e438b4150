using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void A_Windows_without_a_readable_registry_is_Unknown_and_its_state_indeterminate()
    {
        Assessment assessment = Assess(HealthyImage.Server2016Mbr() with { Settings = null });

        Assert.Equal(Verdict.Unknown, assessment.Verdict);
        Assert.Equal(SetupState.Indeterminate, assessment.Guest!.State);
    }

    [Fact]
    public void A_release_nobody_knows_is_Unknown_even_when_generalized()
    {
        ImageFacts image = HealthyImage.Server2016Mbr().Guest(guest => guest with { Release = null, Version = "12.0.1" });

        Assert.Equal(Verdict.Unknown, Assess(image).Verdict);
        Assert.Equal(Verdict.Unknown, Assess(image.Setup(setup => setup with { ImageState = setup.ImageState.To("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE") })).Verdict);
    }

    [Fact]
    public void A_Blocker_wins_over_Unknown()
        => Assert.Equal(Verdict.Blocked, Assess(HealthyImage.EmptyDisk().Disk(disk => disk with { LogicalSectorSize = 4096 })).Verdict);

    [Fact]
    public void The_well_known_sample_goes_through_converted_and_is_blocked_as_is()
    {
        ImageFacts sample = HealthyImage.Server2003R2X86().Resize((4096L * 1024 * 1024) + 512)
            .Disk(disk => disk with { Subformat = ImageSubformat.Dynamic, FileSize = 900_000_000 })
            .Footer(footer => footer with { DiskType = 3 });

        Assert.Equal(Verdict.ReadyWithWarnings, Assess(sample).Verdict);
        Assessment asIs = Assess(sample, asIs: true);
        Assert.Equal(Verdict.Blocked, asIs.Verdict);
        Assert.Equal(["ALO1002", "ALO1004"], asIs.Findings.Where(finding => finding.RefusedByAzure).Select(finding => finding.RuleId));
    }

    [Fact]
    public void The_day_decides_about_support()
    {
        Assert.DoesNotContain(Assess(HealthyImage.Server2008R2(), asOf: new DateTime(2019, 6, 1)).Findings, finding => finding.RuleId is "ALO3021" or "ALO8002");
        Assert.Contains(Assess(HealthyImage.Server2008R2(), asOf: new DateTime(2023, 6, 1)).Findings, finding => finding.RuleId == "ALO3022");
    }

    /// <summary>The Blockers that rest on the matrix rest on these two columns.</summary>
    [Fact]
    public void No_unconfirmed_cell_is_the_ground_of_a_Blocker()
    {
        foreach (SupportRow row in SupportMatrix.Rows)
        {
            SupportCell generalized = row[SupportColumn.GeneralizedImage];
            Assert.False(generalized is { Answer: SupportAnswer.No, Ground: Ground.Unconfirmed }, row.Name);
            SupportCell generations = row[SupportColumn.Generations];
            Assert.False(generations is { Generations.Count: 1, Ground: Ground.Unconfirmed }, row.Name);
        }
    }

    [Fact]
    public void Evidence_and_what_was_not_checked_are_listed()
    {
        Assessment assessment = Assess(HealthyImage.Server2003R2X86());

        Assert.Equal(SetupState.Specialized, assessment.Guest!.State);
        Assert.Contains(assessment.SetupEvidence, evidence => evidence.ToString() == "SystemSetupInProgress = 0");
        Assert.NotEmpty(assessment.NotChecked);
        Assert.Empty(Assess(HealthyImage.EmptyDisk()).NotChecked);
    }

    [Theory]
    [InlineData("Standard_B2ls_v2", "B", 2, "ls", 2, false, false)]
    [InlineData("Standard_D2s_v6", "D", 2, "s", 6, false, true)]
    [InlineData("Standard_D2ps_v5", "D", 2, "ps", 5, true, false)]
    [InlineData("Standard_A1_v2", "A", 1, "", 2, false, false)]
    [InlineData("Standard_DS1_v2", "DS", 1, "", 2, false, false)]
    [InlineData("Standard_E4-2ads_v5", "E", 4, "ads", 5, false, false)]
    [InlineData("Standard_NC24ads_A100_v4", "NC", 24, "ads", 4, false, false)]
    public void A_size_name_tells_family_processors_features_and_version(string name, string family, int processors, string features, int version, bool arm, bool generation2)
    {
        VmSizeName size = VmSizeName.Parse(name)!;

        Assert.Equal((family, processors, features, version), (size.Family, size.VirtualProcessors, size.Features, size.Version));
        Assert.Equal((arm, generation2), (size.IsArm, size.IsGeneration2Only));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Small")]
    [InlineData("Standard_")]
    public void Other_names_are_left_to_Azure(string name) => Assert.Null(VmSizeName.Parse(name));

    private static Assessment Assess(ImageFacts facts, bool asIs = false, DateTime? asOf = null)
        => Assessor.Assess(facts, new AssessmentRequest { AsOf = asOf ?? new DateTime(2026, 11, 21), AsIs = asIs });
}
