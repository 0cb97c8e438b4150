using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;

namespace AzLegacyOs.Policy.Machines;

/// <summary>An answer that may not be known.</summary>
public enum Knowledge
{
    No,
    Yes,

    /// <summary>Nothing that Azure knows decides it.</summary>
    Unknown,
}

/// <summary>Which operating system an existing VM runs, as far as Azure knows, and what that means.</summary>
public sealed record MachineOs
{
    public required string Name { get; init; }

    /// <summary>Resource id.</summary>
    public required string Id { get; init; }

    public string? Location { get; init; }

    public string? Size { get; init; }

    /// <summary>For example running, deallocated; null where Azure does not say.</summary>
    public string? PowerState { get; init; }

    /// <summary>Windows or Linux, as the VM was declared; null where Azure does not say.</summary>
    public string? OsType { get; init; }

    /// <summary>Null where the release is not known.</summary>
    public WindowsRelease? Release { get; init; }

    /// <summary>Null where the architecture is not known.</summary>
    public MachineArchitecture? Architecture { get; init; }

    /// <summary>Whether Microsoft's support of the operating system itself ended, paid-for updates or not.</summary>
    public required Knowledge IsLegacy { get; init; }

    public required Knowledge Is32Bit { get; init; }

    /// <summary>What the answers rest on.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What could not be known, and why.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>What Azure supports for it; null where the release is not known.</summary>
    public SupportStatus? Status { get; init; }
}
