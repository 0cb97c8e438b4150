using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;

namespace AzLegacyOs.Policy.Tests;

public sealed class PreflightTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    [Theory]
    [MemberData(nameof(PlatformDefects.Fine), MemberType = typeof(PlatformDefects))]
    public void Nothing_is_found_where_all_is_well(string name)
    {
        PlatformFacts place = PlatformDefects.FinePlaces[name](HealthyPlatform.Facts);
        Assert.DoesNotContain(Judge(HealthyImage.Server2008R2(), place), finding => finding.Severity > Severity.Information);
    }

    [Fact]
    public void The_image_is_not_judged_again()
    {
        ImageFacts image = HealthyImage.Server2003R2X86().Start("Dhcp", 4);
        Assert.Equal(["ALO7118"], Judge(image, HealthyPlatform.Facts).Select(finding => finding.RuleId));
        Assert.Contains(Assess(image, null).Findings, finding => finding.RuleId == "ALO5001");
    }

    [Fact]
    public void A_disk_without_a_guest_is_judged_too()
    {
        PlatformFacts place = HealthyPlatform.Facts with { Size = Observed.Read(HealthyPlatform.Size with { Generations = [VmGeneration.V2] }, "size") };
        Assert.Equal(["ALO7001"], Judge(HealthyImage.EmptyDisk(), place).Select(finding => finding.RuleId));
    }

    [Fact]
    public void Every_size_is_ranked_or_excluded_with_its_reason()
    {
        VmSizeFacts first = HealthyPlatform.Size, many = first with { Name = "Standard_B6ls_v2", VirtualProcessors = 6 }, small = first with { Name = "Standard_B1zz_v2", VirtualProcessors = 1 };
        VmSizeFacts nvme = first with { Name = "Standard_D2s_v6", Generations = [VmGeneration.V2], DiskControllers = ["NVMe"] };
        VmSizeFacts restricted = first with { Name = "Standard_A9_v3", LocationRestriction = "QuotaId" };

        IReadOnlyList<RankedVmSize> ranked = VmSizeRanking.Rank([nvme, many, restricted, small, first], HealthyImage.Server2003R2X86(), HealthyPlatform.Facts, AsOf);

        Assert.Equal(["Standard_B2ls_v2", "Standard_B1zz_v2", "Standard_B6ls_v2", "Standard_A9_v3", "Standard_D2s_v6"], ranked.Select(one => one.Size.Name));
        Assert.Equal([1, 2, 3, null, null], ranked.Select(one => one.Position));
        Assert.Equal("2 virtual processors (the guest supports 2), 4 GiB, boots Generation 1 from a SCSI disk.", ranked[0].Reason);
        Assert.Equal(["ALO7003"], ranked[2].Findings.Select(finding => finding.RuleId));
        Assert.Contains("QuotaId", ranked[3].Reason);
        Assert.Equal(["ALO7001"], ranked[4].Findings.Select(finding => finding.RuleId));
    }

    [Fact]
    public void A_family_without_quota_is_excluded_where_the_quota_is_known()
    {
        PlatformFacts place = HealthyPlatform.Facts with { Quotas = Observed.Read<IReadOnlyList<QuotaFacts>>([new("standardBsv2Family", 0, 0)], "usages") };
        Assert.Equal("ALO7104", VmSizeRanking.Rank([HealthyPlatform.Size], HealthyImage.Server2003R2X86(), place, AsOf)[0].Findings[0].RuleId);
    }

    private static Assessment Assess(ImageFacts image, PlatformFacts? place)
        => Assessor.Assess(image, new AssessmentRequest { AsOf = AsOf, VmSize = place == null ? null : "Standard_B2ls_v2", Platform = place });

    private static IReadOnlyList<Finding> Judge(ImageFacts image, PlatformFacts place)
        => Preflight.Judge(Assess(image, null), new AssessmentRequest { AsOf = AsOf, VmSize = "Standard_B2ls_v2", Platform = place });
}
