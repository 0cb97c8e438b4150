using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Machines;

/// <summary>Concludes from what Azure knows of a VM which operating system runs in it. What nothing says stays unknown.</summary>
/// <remarks>
/// The VM agent goes first, because it alone sees an upgrade in place; then the tag of our own upload; then the marketplace image. The agent of
/// Windows runs in 64-bit Windows alone (source E2), marketplace images of Windows are 64-bit (A3), and Generation 2 starts no 32-bit Windows (G1).
/// </remarks>
public static class MachineOsJudgement
{
    /// <summary>Judges one VM.</summary>
    /// <param name="facts">What Azure knows.</param>
    /// <param name="asOf">The day that support dates are compared with.</param>
    public static MachineOs Judge(MachineFacts facts, DateTime asOf)
    {
        var evidence = new List<string>();
        var unknown = new List<string>();
        bool isWindows = !"Linux".Equals(facts.OsType, StringComparison.OrdinalIgnoreCase);
        MachineArchitecture sixtyFour = "Arm64".Equals(facts.DiskArchitecture, StringComparison.OrdinalIgnoreCase) ? MachineArchitecture.Arm64 : MachineArchitecture.X64;
        (WindowsRelease? release, MachineArchitecture? architecture, int? build, string? edition) = isWindows ? Find(facts, sixtyFour, evidence, unknown) : default;
        if (architecture is null && sixtyFour == MachineArchitecture.Arm64)
        {
            architecture = sixtyFour;
            evidence.Add(PolicyText.Display("Machine.SeenArm64"));
        }

        Knowledge is32Bit = architecture is { } known ? Knows(known == MachineArchitecture.X86) : Knowledge.Unknown;
        if (is32Bit == Knowledge.Unknown && facts.Generation == VmGeneration.V2)
        {
            is32Bit = Knowledge.No;
            evidence.Add(PolicyText.Display("Machine.SeenGeneration2"));
        }

        SupportStatus? status = release is { } found && architecture is { } of ? SupportMatrix.GetStatus(found, of, asOf, edition, build) : null;
        if (!isWindows) unknown.Add(PolicyText.Display("Machine.NotWindows", facts.ReportedName ?? facts.OsType));
        else if (release is null) unknown.Add(PolicyText.Display("Machine.Look"));
        return new MachineOs
        {
            Name = facts.Name,
            Id = facts.Id,
            Location = facts.Location,
            Size = facts.Size,
            PowerState = facts.PowerState,
            OsType = facts.OsType,
            Release = release,
            Architecture = architecture,
            IsLegacy = status?.OsSupported switch { SupportAnswer.Yes => Knowledge.No, SupportAnswer.No or SupportAnswer.Conditional => Knowledge.Yes, _ => Knowledge.Unknown },
            Is32Bit = is32Bit,
            Evidence = evidence,
            Unknown = unknown,
            Status = status,
        };
    }

    private static (WindowsRelease? Release, MachineArchitecture? Architecture, int? Build, string? Edition) Find(MachineFacts facts, MachineArchitecture sixtyFour, List<string> evidence, List<string> unknown)
    {
        if (facts.ReportedName is { } name)
        {
            evidence.Add(PolicyText.Display("Machine.SeenAgent", $"{name} {facts.ReportedVersion}".Trim()));
            (WindowsRelease? release, int? build, string? edition) = MachineOsNames.OfAgent(name, facts.ReportedVersion);
            if (release is not null) return (release, sixtyFour, build, edition);
            unknown.Add(PolicyText.Display("Machine.NotUnderstood", name));
            return (null, sixtyFour, null, null);
        }

        AddWhyNoAgent(facts, unknown);
        if (facts.Tag is { } tag)
        {
            evidence.Add(PolicyText.Display("Machine.SeenTag", tag));
            return (tag.Release, tag.Architecture, null, null);
        }

        if (facts.DiskRefusal is { } refusal) unknown.Add(PolicyText.Display("Machine.DiskNotRead", refusal));
        if (facts.Image is { } image) return FindByImage(image, sixtyFour, evidence, unknown);
        unknown.Add(facts.OwnImageId is { } own ? PolicyText.Display("Machine.OwnImage", own) : PolicyText.Display("Machine.OwnDisk", facts.DiskOrigin ?? "Attach"));
        return default;
    }

    private static (WindowsRelease? Release, MachineArchitecture? Architecture, int? Build, string? Edition) FindByImage(MarketplaceImage image, MachineArchitecture sixtyFour, List<string> evidence, List<string> unknown)
    {
        string name = $"{image.Publisher} {image.Offer} {image.Sku}";
        evidence.Add(PolicyText.Display("Machine.SeenImage", name));
        WindowsRelease? release = MachineOsNames.OfImage(image);
        unknown.Add(release is null ? PolicyText.Display("Machine.NotUnderstood", name) : PolicyText.Display("Machine.Upgraded"));
        return release is null ? default : (release, sixtyFour, null, null);
    }

    private static void AddWhyNoAgent(MachineFacts facts, List<string> unknown) => unknown.Add(
        facts.InstanceRefusal is { } refusal ? PolicyText.Display("Machine.InstanceNotRead", refusal)
        : facts.PowerState is null or "running" ? PolicyText.Display("Machine.NoAgent")
        : PolicyText.Display("Machine.NotRunning", facts.PowerState));

    private static Knowledge Knows(bool answer) => answer ? Knowledge.Yes : Knowledge.No;
}
