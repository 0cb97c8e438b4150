using System.Text;

namespace AzLegacyOs.Disks.FileSystems.Identification;

/// <summary>Volumes of Windows that are recognised but not read.</summary>
internal static class WindowsSignatures
{
    /// <summary>4967d63b-2e29-4ad8-8399-f6a339e3d001 as it is stored: a volume of BitLocker To Go, which looks like FAT32 otherwise.</summary>
    private static readonly byte[] BitLockerToGo = new Guid("4967d63b-2e29-4ad8-8399-f6a339e3d001").ToByteArray();

    public static VolumeIdentity? Identify(Probe probe)
    {
        if (probe.HasText(3, "-FVE-FS-"))
        {
            bool isVista = probe.Has(0, 0xEB, 0x52, 0x90);
            return new VolumeIdentity("BitLocker", VolumeRole.Encrypted) { Hint = isVista ? "made by Windows Vista or Server 2008" : "made by Windows 7, Server 2008 R2 or later" };
        }

        if (probe.HasText(3, "MSWIN4.1") && probe.Has(424, BitLockerToGo)) return new VolumeIdentity("BitLocker", VolumeRole.Encrypted) { Hint = "BitLocker To Go" };
        if (probe.HasText(3, "EXFAT   ")) return new VolumeIdentity("exFAT") { Label = ExFatLabel(probe), IsDirty = (probe.Bytes(106, 2)?[0] & 2) != 0 };
        return probe.Has(3, [.. "ReFS"u8, 0, 0, 0, 0]) ? new VolumeIdentity("ReFS") : null;
    }

    /// <summary>The label is the entry of type 0x83 in the root directory, which is searched in its first cluster.</summary>
    private static string? ExFatLabel(Probe probe)
    {
        if (probe.Bytes(0, 512) is not { } boot || boot[108] is < 9 or > 12 || boot[109] > 16) return null;
        long heap = (long)boot.U32(88) << boot[108];
        long root = heap + ((boot.U32(96) - 2L) << boot[108] + boot[109]);
        for (int entry = 0; entry < 16; entry++)
        {
            if (probe.Bytes(root + entry * 32, 32) is not { } bytes || bytes[0] == 0) return null;
            if (bytes[0] == 0x83 && bytes[1] is > 0 and <= 11) return probe.Text(root + entry * 32 + 2, bytes[1] * 2, Encoding.Unicode);
        }

        return null;
    }
}
