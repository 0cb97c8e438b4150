using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Azure.Machines;

/// <summary>How a VM is, from outside.</summary>
public enum MachineCondition
{
    /// <summary>It runs, and nothing speaks against Windows having started.</summary>
    Running,

    /// <summary>It is stopped or deallocated.</summary>
    Stopped,

    /// <summary>It runs, and Windows did not start.</summary>
    BootFailure,

    /// <summary>Azure is still at it, or could not make it.</summary>
    NotReady,
}

/// <summary>What came of trying the Remote Desktop port.</summary>
public enum PortAnswer
{
    NotTried,
    Open,
    NoAnswer,
}

/// <summary>What can be seen of a VM from outside, without an agent in it.</summary>
public sealed record MachineHealth
{
    public required string Name { get; init; }

    /// <summary>Resource id of the VM.</summary>
    public required string VmId { get; init; }

    public required MachineCondition Condition { get; init; }

    /// <summary>For example running, deallocated; null where Azure does not say.</summary>
    public string? PowerState { get; init; }

    public string? ProvisioningState { get; init; }

    /// <summary>What the VM agent says; null without one, which is what a legacy guest has.</summary>
    public string? AgentStatus { get; init; }

    /// <summary>What the serial log shows; null where there is none to read.</summary>
    public BootReading? Boot { get; init; }

    /// <summary>The file that the picture of the screen was saved in; null where there is none.</summary>
    public string? Screenshot { get; init; }

    /// <summary>The file that the serial log was saved in; null where there is none.</summary>
    public string? SerialLog { get; init; }

    /// <summary>The address whose Remote Desktop port was tried; null where the VM has none.</summary>
    public string? Address { get; init; }

    public PortAnswer RemoteDesktop { get; init; }

    /// <summary>What to do next.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];
}

/// <summary>How to look at a VM.</summary>
public sealed record MachineCheckOptions
{
    public required string ResourceGroup { get; init; }

    public required string Name { get; init; }

    /// <summary>Folder for the screenshot and the serial log; null to save nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether the Remote Desktop port is tried.</summary>
    public bool TryPort { get; init; } = true;

    /// <summary>Longest wait for the port.</summary>
    public TimeSpan PortTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
