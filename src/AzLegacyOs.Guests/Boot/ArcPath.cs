using System.Globalization;

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
    private const int ControllerDigits = 8;
    private const int OtherDigits = 4;

    /// <summary>Reads a path; null where the text is not an ARC path ("C:\CMDCONS\BOOTSECT.DAT").</summary>
    public static ArcPath? Parse(string text)
    {
        string rest = text.Trim();
        ArcController controller;
        if (TryTake(ref rest, "multi", ControllerDigits, out uint number)) controller = ArcController.Multi;
        else if (TryTake(ref rest, "scsi", ControllerDigits, out number)) controller = ArcController.Scsi;
        else if (TryTake(ref rest, "signature", ControllerDigits, out number, NumberStyles.AllowHexSpecifier)) controller = ArcController.Signature;
        else return null;

        if (!TryTake(ref rest, "disk", OtherDigits, out uint disk) || !TryTake(ref rest, "rdisk", OtherDigits, out uint rdisk) || !TryTake(ref rest, "partition", OtherDigits, out uint partition)) return null;
        if ((rest.Length > 0 && rest[0] is not ('\\' or '/')) || rest.IndexOf('"') >= 0) return null;

        string directory = rest.Replace('/', '\\').TrimEnd('\\', ' ', '\t');
        return new ArcPath(controller, number, (int)(controller == ArcController.Scsi ? disk : rdisk), (int)partition, directory);
    }

    /// <summary>Takes "name(number)" from the front of a text.</summary>
    private static bool TryTake(ref string rest, string name, int digits, out uint number, NumberStyles style = NumberStyles.None)
    {
        number = 0;
        int start = name.Length + 1;
        int end = rest.IndexOf(')');
        if (end < start || end - start > digits || !rest.StartsWith(name + "(", StringComparison.OrdinalIgnoreCase)) return false;
        if (!uint.TryParse(rest.Substring(start, end - start), style, CultureInfo.InvariantCulture, out number)) return false;
        rest = rest.Substring(end + 1);
        return true;
    }
}
