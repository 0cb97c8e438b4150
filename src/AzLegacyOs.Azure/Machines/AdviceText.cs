namespace AzLegacyOs.Azure.Machines;

/// <summary>What to do about what was seen of a VM.</summary>
internal static class AdviceText
{
    public const string NoDiagnostics = "Boot diagnostics are off, so that nothing can be seen of the screen. Switch them on: Set-AzVMBootDiagnostic -Enable, or az vm boot-diagnostics enable.";

    public const string NoAnswer =
        "Remote Desktop does not answer from here. Is there a route to the address, and does the network security group let you in? Look at the screenshot: a guest that waits at its log-on "
        + "screen has a firewall or listener problem. Windows Server 2008 (32-bit) may need one restart after its first start, when it has found the new hardware: Restart-AzVM.";
}
