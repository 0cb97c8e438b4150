namespace AzLegacyOs.Policy.Facts;

/// <summary>Windows Firewall as SharedAccess\Parameters\FirewallPolicy holds it.</summary>
public sealed record FirewallFacts
{
    /// <summary>One entry for each of DomainProfile, StandardProfile (private) and, from Vista on, PublicProfile.</summary>
    public required IReadOnlyList<FirewallProfileFacts> Profiles { get; init; }

    /// <summary>Vista and later: the rules of FirewallRules that could be parsed.</summary>
    public required Observed<IReadOnlyList<FirewallRuleFacts>> Rules { get; init; }

    /// <summary>Vista and later: the rules of group policies.</summary>
    public Observed<IReadOnlyList<FirewallRuleFacts>> PolicyRules { get; init; } = Observed.Missing<IReadOnlyList<FirewallRuleFacts>>("");
}

/// <summary>One profile of the firewall.</summary>
public sealed record FirewallProfileFacts
{
    /// <summary>"DomainProfile", "StandardProfile" or "PublicProfile".</summary>
    public required string Name { get; init; }

    public required Observed<uint> EnableFirewall { get; init; }

    /// <summary>The same as a policy, which wins.</summary>
    public required Observed<uint> PolicyEnableFirewall { get; init; }

    /// <summary>NT 5: the values of GloballyOpenPorts\List as they stand: "3389:TCP:*:Enabled:@xpsp2res.dll,-22009".</summary>
    public required Observed<IReadOnlyList<string>> OpenPorts { get; init; }

    /// <summary>NT 5: the same list as a policy, which adds to it.</summary>
    public Observed<IReadOnlyList<string>> PolicyOpenPorts { get; init; } = Observed.Missing<IReadOnlyList<string>>("");

    /// <summary>NT 5: policy GloballyOpenPorts\AllowUserPrefMerge: 0 leaves the ports of the machine itself out of force.</summary>
    public Observed<uint> PolicyAllowLocalPorts { get; init; } = Observed.Missing<uint>("");

    /// <summary>NT 5: the policy Services\RemoteDesktop, Enabled.</summary>
    public required Observed<uint> PolicyRemoteDesktop { get; init; }

    /// <summary>1 lets nothing in, whatever the rules say.</summary>
    public Observed<uint> DoNotAllowExceptions { get; init; } = Observed.Missing<uint>("");

    /// <summary>The same as a policy, which wins.</summary>
    public Observed<uint> PolicyDoNotAllowExceptions { get; init; } = Observed.Missing<uint>("");

    /// <summary>What happens to inbound traffic that no rule names: 1 blocks it, which is the default, 0 allows it.</summary>
    public Observed<uint> DefaultInboundAction { get; init; } = Observed.Missing<uint>("");

    /// <summary>The same as a policy, which wins.</summary>
    public Observed<uint> PolicyDefaultInboundAction { get; init; } = Observed.Missing<uint>("");

    /// <summary>What happens to outbound traffic that no rule names: 1 blocks it, 0 allows it, which is the default.</summary>
    public Observed<uint> DefaultOutboundAction { get; init; } = Observed.Missing<uint>("");

    /// <summary>The same as a policy, which wins.</summary>
    public Observed<uint> PolicyDefaultOutboundAction { get; init; } = Observed.Missing<uint>("");

    /// <summary>Policy AllowLocalPolicyMerge: 0 leaves the rules of the machine itself out of force.</summary>
    public Observed<uint> PolicyAllowLocalRules { get; init; } = Observed.Missing<uint>("");
}

/// <summary>One rule of the firewall of Vista and later.</summary>
/// <param name="Name">Name of the registry value.</param>
/// <param name="Active">Active=TRUE.</param>
/// <param name="Allow">Action=Allow.</param>
/// <param name="Inbound">Dir=In.</param>
/// <param name="Protocol">IP protocol number; null for any.</param>
/// <param name="LocalPorts">Ports, ranges ("3380-3390") and words ("RPC"); empty for any.</param>
/// <param name="Profiles">Domain, Private, Public; empty for all.</param>
/// <param name="RemoteAddresses">Remote addresses as written; empty for any.</param>
public sealed record FirewallRuleFacts(
    string Name,
    bool Active,
    bool Allow,
    bool Inbound,
    int? Protocol,
    IReadOnlyList<string> LocalPorts,
    IReadOnlyList<string> Profiles,
    IReadOnlyList<string> RemoteAddresses)
{
    /// <summary>App: the program that it is for; null for every program.</summary>
    public string? Program { get; init; }

    /// <summary>Svc: the service that it is for; null for every service.</summary>
    public string? Service { get; init; }

    /// <summary>Parts that narrow it further, as written: packages, local addresses, interfaces, remote ports, users, IPsec.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];
}
