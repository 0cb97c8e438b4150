using System.Text;
using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>The screens and serial logs of the VMs of the rehearsal, behind addresses with a key.</summary>
internal sealed class BootDiagnostics(RehearsalSubscription subscription)
{
    public const string Host = "rehearsaldiagnostics.blob.core.windows.net";

    private readonly string _signature = Guid.NewGuid().ToString("N");

    /// <summary>Where the files of a VM are.</summary>
    public JsonObject AddressesOf(string machine) => new()
    {
        ["consoleScreenshotBlobUri"] = $"https://{Host}/bootdiagnostics/{machine}.screenshot.bmp?sv=2021-12-02&sp=r&sig={_signature}",
        ["serialConsoleLogBlobUri"] = $"https://{Host}/bootdiagnostics/{machine}.serialconsole.log?sv=2021-12-02&sp=r&sig={_signature}",
    };

    public RehearsalReply Answer(RehearsalRequest request)
    {
        if (request.Query("sig") != _signature) return new RehearsalReply(403, new Dictionary<string, string>(), []);
        byte[] content = request.Uri.AbsolutePath.EndsWith(".bmp", StringComparison.Ordinal) ? "BM"u8.ToArray() : Encoding.UTF8.GetBytes(subscription.SerialLog);
        return new RehearsalReply(200, new Dictionary<string, string> { ["Content-Type"] = "application/octet-stream" }, content);
    }

    /// <summary>A VM with what runs in it.</summary>
    public JsonObject WithInstanceView(JsonObject machine)
    {
        var shown = (JsonObject)machine.DeepClone();
        ((JsonObject)shown["properties"]!)["instanceView"] = new JsonObject
        {
            ["bootDiagnostics"] = new JsonObject(),
            ["statuses"] = new JsonArray(
                new JsonObject { ["code"] = "ProvisioningState/succeeded", ["level"] = "Info", ["displayStatus"] = "Provisioning succeeded" },
                new JsonObject { ["code"] = "PowerState/" + subscription.PowerState, ["level"] = "Info", ["displayStatus"] = "VM " + subscription.PowerState }),
        };
        return shown;
    }
}
