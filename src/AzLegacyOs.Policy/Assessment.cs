using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Setup;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy;

/// <summary>Would the journey end in a VM that boots and can be reached?</summary>
public enum Verdict
{
    Ready,
    ReadyWithWarnings,

    /// <summary>The disk could be read, but the guest, or something that may stop it, could not be established.</summary>
    Unknown,
    Blocked,
}

/// <summary>Facts, findings and verdict of one image.</summary>
public sealed record Assessment
{
    public required string Path { get; init; }

    public required Verdict Verdict { get; init; }

    public required DiskFacts Disk { get; init; }

    /// <summary>Null when no guest was found.</summary>
    public GuestFacts? Guest { get; init; }

    public GuestSettings? Settings { get; init; }

    /// <summary>What Azure supports for this guest; null when no guest was found.</summary>
    public SupportStatus? Status { get; init; }

    /// <summary>What the set-up state of the guest was decided from; empty without a Windows whose SYSTEM hive could be opened.</summary>
    public IReadOnlyList<SetupEvidence> SetupEvidence { get; init; } = [];

    /// <summary>Those that were selected: worst first, then by rule id. Accepted ones are among them, and marked.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the selection left out of <see cref="Findings"/>; the verdict counts it all the same.</summary>
    public LeftOutFindings LeftOut { get; init; } = LeftOutFindings.None;

    /// <summary>What the owner of the settings file should know about this image.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary>What no offline reading can tell, said once, in words; empty without a Windows.</summary>
    public IReadOnlyList<string> NotChecked { get; init; } = [];

    public required ReadStatistics Statistics { get; init; }
}

/// <summary>What an image is judged for.</summary>
public sealed record AssessmentRequest
{
    /// <summary>The day that support dates are compared with.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Judge the file for a person who uploads it unchanged with another tool.</summary>
    public bool AsIs { get; init; }

    /// <summary>The VM size that is wanted, for example Standard_B2ls_v2.</summary>
    public string? VmSize { get; init; }

    /// <summary>The Azure region that is wanted.</summary>
    public string? Location { get; init; }

    /// <summary>The findings to list. It has no bearing on the verdict.</summary>
    public RuleSelection Selection { get; init; } = RuleSelection.All;

    /// <summary>Findings that do not count, by decision of the owner.</summary>
    public IReadOnlyList<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>What Azure says of the place that the VM is wanted in; null where no subscription was asked.</summary>
    public PlatformFacts? Platform { get; init; }
}
