using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>Microsoft's API specifications and the checker that validates recorded exchanges against them, kept beside the repository.</summary>
public static class Specifications
{
    /// <summary>Names the folder that holds "specs" and "tools" where it is not ../shared.</summary>
    public const string Variable = "AZLEGACYOS_SPECS";

    private static readonly Lazy<string?> Root = new(() => NeighbourFolder.Find(Variable, ""));

    /// <summary>The folder of the specifications. Skips the running test where it is absent.</summary>
    public static string Folder => Require(Path.Combine("specs", "specification"));

    /// <summary>The script that takes a file of exchanges (one JSON object a line). Skips the running test where it is absent.</summary>
    public static string ContractCheck => Require(Path.Combine("tools", "contract-check.js"));

    private static string Require(string name)
    {
        var path = Root.Value is null ? null : Path.Combine(Root.Value, name);
        Assert.SkipUnless(Path.Exists(path), $"The API specifications are not here; set {Variable} to the folder that holds {name}.");
        return path!;
    }
}
