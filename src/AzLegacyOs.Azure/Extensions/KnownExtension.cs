namespace AzLegacyOs.Azure.Extensions;

/// <summary>A VM extension by the names that Azure wants.</summary>
/// <param name="Name">The name that people use and the resource gets.</param>
/// <param name="Publisher">Its publisher.</param>
/// <param name="Type">Its type.</param>
/// <param name="Version">Major and minor version of the handler; Azure takes the newest minor one.</param>
internal sealed record KnownExtension(string Name, string Publisher, string Type, string Version)
{
    private static readonly KnownExtension[] All =
    [
        new("BGInfo", "Microsoft.Compute", "BGInfo", "2.1"),
        new("VMAccess", "Microsoft.Compute", "VMAccessAgent", "2.4"),
        new("CustomScript", "Microsoft.Compute", "CustomScriptExtension", "1.10"),
        new("AzureMonitorAgent", "Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", "1.0"),
        new("DependencyAgent", "Microsoft.Azure.Monitoring.DependencyAgent", "DependencyAgentWindows", "9.10"),
        new("IaaSAntimalware", "Microsoft.Azure.Security", "IaaSAntimalware", "1.3"),
        new("DSC", "Microsoft.Powershell", "DSC", "2.83"),
        new("GuestConfiguration", "Microsoft.GuestConfiguration", "ConfigurationforWindows", "1.0"),
    ];

    /// <summary>Finds an extension by our name or its type, or reads "Publisher/Type/1.2".</summary>
    public static KnownExtension? Find(string name)
    {
        string[] parts = name.Split('/');
        if (parts.Length == 3 && parts.All(p => p.Length > 0)) return new KnownExtension(parts[1], parts[0], parts[1], parts[2]);
        return All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || e.Type.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static IEnumerable<string> Names => All.Select(e => e.Name);
}
