using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules.Size;

/// <summary>ALO7001 to ALO7005: does the VM size fit the guest? Judged from what the region says of it, and from its name alone where no region was asked.</summary>
internal static class VmSizeRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7001", Severity.Blocker, RuleScope.WithSize, "SZ13 SZ3", Generation2Only),
        new("ALO7002", Severity.Blocker, RuleScope.WithSize, "SZ1", Arm),
        new("ALO7003", Severity.Warning, RuleScope.WithSize, "A4 H1", TooManyProcessors),
        new("ALO7004", Severity.Warning, RuleScope.WithSize, "SZ12", Retiring),
        new("ALO7005", Severity.Warning, RuleScope.WithSize, "SZ8 N1", AcceleratedNetworkingRequired),
    ];

    private static IEnumerable<Sighting> Generation2Only(RuleContext context)
    {
        bool isWrong = context.Offer is { } offer
            ? !offer.IsArm && !offer.Generations.Contains(VmGeneration.V1)
            : context.Size!.IsGeneration2Only && !context.Size.IsArm;
        if (isWrong && context.Generation == VmGeneration.V1)
            yield return Sighting.At(Name(context), "ALO7001.Seen", Name(context)).Refused();
    }

    private static IEnumerable<Sighting> Arm(RuleContext context)
    {
        if ((context.Offer?.IsArm ?? context.Size!.IsArm) && context.Guest?.Architecture is not MachineArchitecture.Arm64)
            yield return Sighting.At(Name(context), "ALO7002.Seen", Name(context)).Refused();
    }

    private static IEnumerable<Sighting> TooManyProcessors(RuleContext context)
    {
        if (context.Status?.MaxVirtualProcessors is { } limit && (context.Offer?.VirtualProcessors ?? context.Size?.VirtualProcessors) is { } processors && processors > limit)
            yield return Sighting.At(Name(context), "ALO7003.Seen", processors, context.Status.Name, limit);
    }

    private static IEnumerable<Sighting> Retiring(RuleContext context)
    {
        if (context.Size?.Retirement is { } day)
            yield return Sighting.At(context.Size.Name, "ALO7004.Seen", PolicyText.Date(day));
    }

    private static IEnumerable<Sighting> AcceleratedNetworkingRequired(RuleContext context)
    {
        if (context.Size is { RequiresAcceleratedNetworking: true, IsArm: false } && context.Status?.FindStatement("AcceleratedNetworking")?.Answer == SupportAnswer.No)
            yield return Sighting.At(context.Size.Name, "ALO7005.Seen", context.Size.Name, context.Status.Name);
    }

    private static string Name(RuleContext context) => context.Offer?.Name ?? context.Size!.Name;
}
