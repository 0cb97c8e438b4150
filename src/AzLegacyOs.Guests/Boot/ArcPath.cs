using System.Globalization;
using System.Text.RegularExpressions;

namespace AzLegacyOs.Guests.Boot;

/// <summary>How the first part of an ARC path names the disk.</summary>
internal enum ArcController
{
    /// <summary>multi(): the BIOS reads the disk; rdisk is its number in the BIOS.</summary>
    Multi,

    /// <summary>scsi(): ntbootdd.sys reads the disk.</summary>
    Scsi,

    /// <summary>signature(): the disk with that MBR signature, read by ntbootdd.sys.</summary>
    Signature,
}

/// <summary>A place in boot.ini: "multi(0)disk(0)rdisk(0)partition(1)\WINDOWS".</summary>
/// <param name="Controller">How the disk is named.</param>
/// <param name="ControllerNumber">The number in the first parentheses; for signature() the signature itself.</param>
/// <param name="Disk">rdisk() for multi, disk() for scsi.</param>
/// <param name="Partition">The ARC partition number, from 1, primary partitions first.</param>
/// <param name="Directory">The system root with a leading backslash and none behind.</param>
/// <remarks>ARC path names: Microsoft KB 102873.</remarks>
internal sealed record ArcPath(ArcController Controller, uint ControllerNumber, int Disk, int Partition, string Directory)
{
    private static readonly Regex Form = new(
        @"^(?<kind>multi|scsi|signature)\((?<controller>[0-9a-f]{1,8})\)disk\((?<disk>\d{1,4})\)rdisk\((?<rdisk>\d{1,4})\)partition\((?<partition>\d{1,4})\)(?<directory>[\\/][^""]*|)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads a path; null where the text is not an ARC path ("C:\CMDCONS\BOOTSECT.DAT").</summary>
    public static ArcPath? Parse(string text)
    {
        Match match = Form.Match(text.Trim());
        if (!match.Success) return null;

        ArcController controller = match.Groups["kind"].Value.ToUpperInvariant() switch
        {
            "MULTI" => ArcController.Multi,
            "SCSI" => ArcController.Scsi,
            _ => ArcController.Signature,
        };
        NumberStyles style = controller == ArcController.Signature ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!uint.TryParse(match.Groups["controller"].Value, style, CultureInfo.InvariantCulture, out uint number)) return null;

        int disk = Number(match, controller == ArcController.Scsi ? "disk" : "rdisk");
        string directory = match.Groups["directory"].Value.Replace('/', '\\').TrimEnd('\\', ' ', '\t');
        return new ArcPath(controller, number, disk, Number(match, "partition"), directory);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
