namespace AzLegacyOs.Policy.Rules.Drivers;

/// <summary>The services that tools of other hypervisors and clouds leave in a guest, by the names that their installers give them.</summary>
internal static class HypervisorTools
{
    /// <summary>Programs, which run and may fail.</summary>
    public static IReadOnlyList<string> Programs { get; } =
    [
        "VMTools", "VGAuthService", "vm3dservice", "vmvss", "VMwareCAFCommAmqpListener", "VMwareCAFManagementAgentHost", // VMware
        "VBoxService", // VirtualBox
        "xenservice", "XenSvc", "xensvc", "XenAgent", "XenInstall", // Xen and Citrix
        "QEMU-GA", "QEMU Guest Agent VSS Provider", "BalloonService", "vdservice", "spice-agent", "rhev-agent", // QEMU, KVM, oVirt
        "prl_tools", "prl_tools_service", "Parallels Tools Service", // Parallels
        "Ec2Config", "AmazonSSMAgent", "AWSLiteAgent", // Amazon
        "GCEAgent", "google_osconfig_agent", "GCEWindowsAgent", // Google
        "Nutanix Guest Agent", "NutanixGuestAgent", // Nutanix
    ];

    /// <summary>Drivers, which do nothing without their device.</summary>
    public static IReadOnlyList<string> Drivers { get; } =
    [
        "vmci", "vmhgfs", "vmmemctl", "vmmouse", "vmrawdsk", "vmusbmouse", "vmxnet", "vmxnet3ndis5", "vmxnet3ndis6", "vm3dmp", "vmx_svga", "vsock", "vsepflt", "pvscsi", "vmscsi",
        "VBoxGuest", "VBoxMouse", "VBoxSF", "VBoxVideo", "VBoxWddm",
        "xenbus", "xenevtchn", "xenvbd", "xennet", "xenvif", "xeniface", "xenfilt", "xendisk", "xenlite", "rhelscsi", "rhelnet", "rhelfltr",
        "viostor", "vioscsi", "netkvm", "balloon", "vioser", "viorng", "vioinput", "viogpudo", "qxl",
        "prl_tg", "prl_fs", "prl_strg", "prl_eth5", "prl_mouf", "AWSNVMe", "ENA", "gvnic", "google-ghsa",
    ];
}
