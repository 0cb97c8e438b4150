using System.Text.Json.Nodes;

namespace AzLegacyOs.Rehearsal.Tests;

public class MachineTests
{
    [Fact]
    public void A_VM_with_an_attached_disk_is_made_and_removed_and_the_disk_stays()
    {
        using var azure = new RehearsalAzure();
        Caller caller = Ready(azure);
        Assert.Equal("Succeeded", (string)caller.Finish("PUT", caller.Machine, caller.MachineBody().ToJsonString())!["status"]!);
        Assert.Equal("Attached", caller.DiskState);
        Assert.Equal("OperationNotAllowed", caller.Code("DELETE", caller.Disk));
        Assert.Equal("NicInUse", caller.Code("DELETE", caller.Nic));
        caller.Finish("DELETE", caller.Machine);
        Assert.Equal("Unattached", caller.DiskState);
        Assert.Equal(404, caller.Send("GET", caller.Machine).Status);
    }

    [Theory]
    [InlineData("osProfile", """{"computerName":"x"}""", "InvalidParameter", "osProfile")]
    [InlineData("storageProfile.imageReference", """{"offer":"x"}""", "InvalidParameter", "imageReference")]
    [InlineData("storageProfile.diskControllerType", "\"NVMe\"", "InvalidParameter", "storageProfile.diskControllerType")]
    [InlineData("storageProfile.osDisk.createOption", "\"FromImage\"", "InvalidParameter", "osDisk.createOption")]
    [InlineData("storageProfile.osDisk.managedDisk.storageAccountType", "\"Premium_LRS\"", "InvalidParameter", "osDisk.managedDisk.storageAccountType")]
    [InlineData("hardwareProfile.vmSize", "\"Standard_Nonsense\"", "InvalidParameter", "vmSize")]
    [InlineData("hardwareProfile.vmSize", "\"Standard_DC2s_v3\"", "BadRequest", null)]
    [InlineData("hardwareProfile.vmSize", "\"Standard_D2s_v6\"", "BadRequest", null)]
    [InlineData("hardwareProfile.vmSize", "\"Standard_E4d_v5\"", "SkuNotAvailable", null)]
    [InlineData("networkProfile.networkInterfaces", "[]", "InvalidParameter", "networkProfile")]
    [InlineData("networkProfile.networkInterfaces", """[{"id":"/absent"}]""", "InvalidResourceReference", null)]
    public void What_Azure_refuses_is_refused(string path, string value, string code, string? target)
    {
        using var azure = new RehearsalAzure();
        Caller caller = Ready(azure);
        JsonObject body = caller.MachineBody();
        var place = (JsonObject)body["properties"]!;
        string[] names = path.Split('.');
        foreach (string name in names[..^1]) place = (JsonObject)place[name]!;
        place[names[^1]] = JsonNode.Parse(value);
        JsonNode error = caller.Send("PUT", caller.Machine, body.ToJsonString()).Body!["error"]!;
        Assert.Equal((code, target), ((string)error["code"]!, (string?)error["target"]));
        Assert.Equal(404, caller.Send("GET", caller.Machine).Status);
    }

    [Fact]
    public void A_disk_under_upload_cannot_be_attached()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeDisk();
        caller.MakeNic();
        Assert.Equal("OperationNotAllowed", caller.Code("PUT", caller.Machine, caller.MachineBody().ToJsonString()));
    }

    [Fact]
    public void A_disk_of_another_VM_cannot_be_attached()
    {
        using var azure = new RehearsalAzure();
        Caller caller = Ready(azure);
        caller.Finish("PUT", caller.Machine, caller.MachineBody().ToJsonString());
        Assert.Equal("OperationNotAllowed", caller.Code("PUT", caller.Machine + "2", caller.MachineBody().ToJsonString()));
    }

    [Fact]
    public void An_extension_fails_for_want_of_an_agent()
    {
        using var azure = new RehearsalAzure();
        Caller caller = Ready(azure);
        caller.Finish("PUT", caller.Machine, caller.MachineBody().ToJsonString());
        JsonNode end = caller.Finish("PUT", caller.Machine + "/extensions/BGInfo", """{"location":"westeurope","properties":{"publisher":"Microsoft.Compute","type":"BGInfo"}}""")!;
        Assert.Equal("VMAgentStatusCommunicationError", (string)end["error"]!["code"]!);
        Assert.Single(caller.Send("GET", caller.Machine + "/extensions").Body!["value"]!.AsArray());
    }

    private static Caller Ready(RehearsalAzure azure)
    {
        var caller = new Caller(azure);
        caller.FillDisk();
        caller.MakeNic();
        return caller;
    }
}
