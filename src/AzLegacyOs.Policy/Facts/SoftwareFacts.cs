namespace AzLegacyOs.Policy.Facts;

/// <summary>Installed software that matters in Azure.</summary>
public sealed record SoftwareFacts
{
    /// <summary>The folders of the VM agent below \WindowsAzure: "GuestAgent_2.7.41491.1010_...".</summary>
    public required Observed<IReadOnlyList<string>> AgentFolders { get; init; }

    /// <summary>File version of the VM agent's service program; missing where there is no such service or file.</summary>
    public Observed<string> AgentVersion { get; init; } = Observed.Missing<string>("");

    /// <summary>.NET Framework 4: the Release number; missing where it is not installed.</summary>
    public required Observed<uint> NetFramework4Release { get; init; }

    /// <summary>The versions of .NET Framework that are installed: "v2.0.50727", "v3.5", "v4".</summary>
    public required Observed<IReadOnlyList<string>> NetFrameworks { get; init; }

    /// <summary>Numbers of the installed updates, "KB4474419", as far as the registry lists them.</summary>
    public required Observed<IReadOnlyList<string>> Updates { get; init; }
}

/// <summary>Proxy of services (WinHTTP).</summary>
/// <param name="Proxy">The proxy; empty for direct access.</param>
/// <param name="Bypass">Addresses that go around it, separated by semicolons.</param>
public sealed record ProxyFacts(string Proxy, string Bypass);
