using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Drivers;

/// <summary>Reads the versions of the system files that matter in Azure.</summary>
/// <remarks>The files with a published floor: "Prepare a Windows VHD or VHDX to upload to Azure", table of file versions; and what starts a disk in Hyper-V.</remarks>
internal static class SystemFileReader
{
    private static readonly string[] InSystem32 =
    [
        "ntoskrnl.exe", "hal.dll", "kernel32.dll", "win32k.sys", "iologmsg.dll", "fveapi.dll", "fveapibase.dll", "rdpcorets.dll", "termsrv.dll", "tspkg.dll", "rdpdd.dll",
    ];

    private static readonly string[] InDrivers =
    [
        "disk.sys", "storport.sys", "ntfs.sys", "classpnp.sys", "volsnap.sys", "partmgr.sys", "volmgr.sys", "volmgrx.sys", "msiscsi.sys", "msdsm.sys", "mpio.sys",
        "mrxsmb10.sys", "mrxsmb20.sys", "mrxsmb.sys", "tcpip.sys", "http.sys", "vmswitch.sys", "termdd.sys", "rdpwd.sys", "srv.sys",
        "vmbus.sys", "vmstorfl.sys", "storvsc.sys", "winhv.sys", "netvsc.sys", "netvsc50.sys", "netvsc60.sys", "netvsc63.sys",
        "intelide.sys", "pciidex.sys", "atapi.sys", "ataport.sys", "Wdf01000.sys", "WdfLdr.sys",
    ];

    public static IReadOnlyDictionary<string, FileFacts> Read(OfflineWindows windows)
    {
        var files = new Dictionary<string, FileFacts>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in InSystem32) files.Add(name, Describe(name, windows.Path(@"\System32\" + name), windows.Installation.Volume));
        foreach (string name in InDrivers) files.Add(name, Describe(name, windows.Path(@"\System32\drivers\" + name), windows.Installation.Volume));
        return files;
    }

    private static FileFacts Describe(string name, string path, DiskVolume volume)
    {
        var file = ProgramFile.Read(volume, path);
        return new FileFacts
        {
            Name = name,
            Exists = file.Exists,
            Version = file.Version.Select(version => version.Version.ToString()),
            OriginalName = file.Version.Value?.OriginalName,
            CompanyName = file.Version.Value?.CompanyName,
        };
    }
}
