using System.Globalization;
using System.Text.RegularExpressions;

namespace AzLegacyOs.Policy.Platform;

/// <summary>What the name of a VM size tells without asking Azure.</summary>
/// <remarks>
/// Family, vCPUs, features and version: "Azure virtual machine sizes naming conventions",
/// https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions.
/// </remarks>
/// <param name="Name">As given.</param>
/// <param name="Family">The letters in front of the number: "B", "D", "DC".</param>
/// <param name="VirtualProcessors">vCPUs of the size.</param>
/// <param name="Features">The letters behind the number: "s", "ls", "ps".</param>
/// <param name="Version">1 where the name has none.</param>
internal sealed record VmSizeName(string Name, string Family, int VirtualProcessors, string Features, int Version)
{
    private static readonly Regex Pattern = new(
        @"^(?:Standard_)?(?<family>[A-Z]+)(?<vcpus>[0-9]{1,4})(?:-[0-9]+)?(?<features>[a-z]*)(?:_[A-Z][A-Z0-9]*)?(?:_v(?<version>[0-9]{1,2}))?$",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>The features have a p: the processor is Arm64.</summary>
    public bool IsArm => Features.Contains("p");

    /// <summary>The D, E, F and L families boot Generation 2 only, from NVMe disks, from version 6 on.</summary>
    public bool IsGeneration2Only => Version >= 6 && Family is ("D" or "E" or "F" or "FX" or "L" or "DC" or "EC");

    /// <summary>Dsv5 and its relatives state accelerated networking as required.</summary>
    public bool RequiresAcceleratedNetworking => Version == 5 && Family == "D";

    /// <summary>
    /// Whether the size brings a temporary disk, which Windows calls D: until from version 4 on the letter d says so; older sizes have one,
    /// the second B family does not. Null for a family that is not known here.
    /// </summary>
    public bool? HasTemporaryDisk => Family switch
    {
        "B" => Version < 2,
        "A" or "D" or "DS" or "E" or "F" or "DC" or "EC" => Version < 4 || Features.Contains("d"),
        _ => null,
    };

    /// <summary>The announced retirement of the series; null where none is known.</summary>
    public DateTime? Retirement => (Family, Version) switch
    {
        ("D" or "DS", 1 or 2) => new DateTime(2028, 5, 1),
        ("A", 2) or ("B", 1) or ("F", 1 or 2) => new DateTime(2028, 11, 15),
        _ => null,
    };

    /// <summary>The parts of a name; null when it does not follow the convention.</summary>
    public static VmSizeName? Parse(string name)
    {
        Match match = Pattern.Match(name);
        if (!match.Success)
            return null;
        string version = match.Groups["version"].Value;
        return new VmSizeName(
            name,
            match.Groups["family"].Value,
            int.Parse(match.Groups["vcpus"].Value, CultureInfo.InvariantCulture),
            match.Groups["features"].Value,
            version.Length == 0 ? 1 : int.Parse(version, CultureInfo.InvariantCulture));
    }
}
