using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;

namespace AzLegacyOs.Policy.Support;

/// <summary>An answer of the support matrix.</summary>
public enum SupportAnswer
{
    No,
    Yes,

    /// <summary>Yes under the condition that the explanation states.</summary>
    Conditional,

    /// <summary>No source was opened for it; never the ground of a Blocker.</summary>
    Unconfirmed,
}

/// <summary>Which image states Azure takes.</summary>
public enum ImageStateSupport
{
    SpecializedOnly,
    SpecializedOrGeneralized,
}

/// <summary>One question about an OS, its answer and the ground of it.</summary>
public sealed record SupportStatement(string Question, SupportAnswer Answer, string Explanation, IReadOnlyList<Source> Sources)
{
    /// <summary>Stable name of the question ("Deployable", "InPlaceUpgrade"), the same in every language.</summary>
    public required string Id { get; init; }
}

/// <summary>Whether an extension can run in the guest.</summary>
public sealed record ExtensionSupport(string Name, SupportAnswer Supported, string Reason, IReadOnlyList<Source> Sources);

/// <summary>What Azure supports for one OS on one day: three separate answers, and what goes with them.</summary>
public sealed record SupportStatus
{
    /// <summary>Display name, for example "Windows Server 2003 R2 (x86)".</summary>
    public required string Name { get; init; }

    public required GuestFamily Family { get; init; }

    /// <summary>Null for a family other than Windows.</summary>
    public WindowsRelease? Release { get; init; }

    public MachineArchitecture? Architecture { get; init; }

    /// <summary>The day the answers hold for.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Can a new VM be made from it?</summary>
    public required SupportAnswer Deployable { get; init; }

    /// <summary>Does Microsoft support the operating system itself on that day?</summary>
    public required SupportAnswer OsSupported { get; init; }

    /// <summary>Can the VM agent run in it?</summary>
    public required SupportAnswer AgentCapable { get; init; }

    public required ImageStateSupport ImageState { get; init; }

    public required SupportAnswer Marketplace { get; init; }

    public required SupportAnswer InPlaceUpgrade { get; init; }

    /// <summary>Last day of extended support; null where none is known.</summary>
    public DateTime? EndOfSupport { get; init; }

    /// <summary>Last day of Extended Security Updates on Azure; null where there were none.</summary>
    public DateTime? EndOfExtendedSecurityUpdates { get; init; }

    /// <summary>The 1 GB note of 32-bit guests; null where it does not apply.</summary>
    public string? MemoryLimitNote { get; init; }

    public int? MaxVirtualProcessors { get; init; }

    /// <summary>What the guest itself can use of a VM; null for an answer that is not about one guest.</summary>
    public GuestCapacity? Capacity { get; init; }

    public IReadOnlyList<VmGeneration> Generations { get; init; } = [];

    public IReadOnlyList<ExtensionSupport> Extensions { get; init; } = [];

    /// <summary>Every statement with its ground, the three answers first.</summary>
    public IReadOnlyList<SupportStatement> Statements { get; init; } = [];

    /// <summary>The statement with an id, or null.</summary>
    public SupportStatement? FindStatement(string id)
        => Statements.FirstOrDefault(statement => string.Equals(statement.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an extension can run in the guest. A name that the matrix does not know is judged by the VM agent, which every
    /// extension needs.
    /// </summary>
    public ExtensionSupport FindExtension(string name) => ExtensionCatalogue.Find(this, name);

    /// <summary>Every source that a statement names, once.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];
}
