using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Machines;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Machines;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Machines;

public class MachineInventoryTests
{
    private static readonly DateTime AsOf = new(2026, 11, 21);

    private const string Other = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/RG-WEB/providers/Microsoft.Compute/virtualMachines/web";

    [Fact]
    public async Task A_VM_of_ours_says_what_runs_in_it_alone_and_in_the_list()
    {
        using var journey = new Journey();
        string id = (await journey.RunAsync()).VmId;
        var inventory = new MachineInventory(journey.Connection, AsOf);
        MachineOs one = await inventory.ReadAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal((WindowsRelease.WindowsServer2003R2, MachineArchitecture.X86, Knowledge.Yes, Knowledge.Yes, "running"), (one.Release, one.Architecture, one.IsLegacy, one.Is32Bit, one.PowerState));
        Assert.Equal(id, Assert.Single(await AllAsync(inventory)).Id);
    }

    [Fact]
    public async Task Many_are_told_in_the_order_of_the_list()
    {
        using var journey = new Journey();
        journey.Azure.Interference = request => Answer(request, Enumerable.Range(0, 30).Select(number => Machine($"vm{number}")));
        IReadOnlyList<MachineOs> all = await AllAsync(new MachineInventory(journey.Connection, AsOf));
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"vm{number}"), all.Select(machine => machine.Name));
        Assert.All(all, machine => Assert.Equal(WindowsRelease.WindowsServer2016, machine.Release));
    }

    [Fact]
    public async Task What_may_not_be_asked_is_unknown_and_what_is_gone_is_left_out()
    {
        using var journey = new Journey();
        JsonObject[] machines = [Machine("gone"), Machine("hidden"), Machine("web")];
        journey.Azure.Interference = request => request.Uri.AbsolutePath.EndsWith("/gone", StringComparison.Ordinal) ? new ArmRefusal(404, "ResourceNotFound", "no").Reply()
            : request.Uri.AbsolutePath.EndsWith("/hidden", StringComparison.Ordinal) || request.Uri.AbsolutePath.Contains("/disks/") ? new ArmRefusal(403, "AuthorizationFailed", "not you: 'Microsoft.Compute/x/read'").Reply()
            : Answer(request, machines);
        IReadOnlyList<MachineOs> all = await AllAsync(new MachineInventory(journey.Connection, AsOf));
        Assert.Equal(["hidden", "web"], all.Select(machine => machine.Name));

        // The list itself has the image that it was made from.
        Assert.Equal((WindowsRelease.WindowsServer2012R2, Knowledge.No), (all[0].Release, all[0].Is32Bit));
        Assert.Contains(all[0].Unknown, why => why.Contains("not you"));
        Assert.Contains(all[0].Unknown, why => why.StartsWith("The OS disk could not be asked", StringComparison.Ordinal));
        Assert.Equal(WindowsRelease.WindowsServer2016, all[1].Release);
    }

    [Theory]
    [InlineData("erp")]
    [InlineData("/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/x/providers/Microsoft.Compute/disks/d")]
    [InlineData(Other + "?api-version=1")]
    [InlineData(Other + "/../../disks/d")]
    public async Task What_is_no_id_of_a_VM_is_refused_before_anything_is_sent(string id)
    {
        using var journey = new Journey();
        await Assert.ThrowsAsync<ArgumentException>(() => new MachineInventory(journey.Connection, AsOf).ReadAsync(id));
        Assert.Empty(journey.Exchanges);
    }

    [Fact]
    public async Task A_VM_that_is_not_there_is_named()
    {
        using var journey = new Journey();
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => new MachineInventory(journey.Connection, AsOf).ReadAsync(Other));
        Assert.Equal(("ResourceNotFound", true), (exception.ErrorId, exception.Message.Contains("web")));
    }

    private static async Task<IReadOnlyList<MachineOs>> AllAsync(MachineInventory inventory)
    {
        var all = new List<MachineOs>();
        await foreach (MachineOs machine in inventory.ReadAllAsync(TestContext.Current.CancellationToken)) all.Add(machine);
        return all;
    }

    private static RehearsalReply? Answer(RehearsalRequest request, IEnumerable<JsonObject> machines)
    {
        string path = request.Uri.AbsolutePath;
        if (path.EndsWith("/virtualMachines", StringComparison.Ordinal)) return ArmReply.Json(200, new JsonObject { ["value"] = new JsonArray([.. machines]) });
        if (path.Contains("/disks/")) return new ArmRefusal(404, "ResourceNotFound", "no").Reply();
        JsonObject machine = Machine(path[(path.LastIndexOf('/') + 1)..]);
        machine["properties"]!["instanceView"] = new JsonObject { ["osName"] = "Windows Server 2016 Datacenter", ["osVersion"] = "10.0.14393.0", ["hyperVGeneration"] = "V1" };
        return ArmReply.Json(200, machine);
    }

    private static JsonObject Machine(string name) => new()
    {
        ["id"] = Other[..(Other.LastIndexOf('/') + 1)] + name,
        ["name"] = name,
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["storageProfile"] = new JsonObject
            {
                ["imageReference"] = new JsonObject { ["publisher"] = "MicrosoftWindowsServer", ["offer"] = "WindowsServer", ["sku"] = "2012-R2-Datacenter", ["version"] = "latest" },
                ["osDisk"] = new JsonObject { ["osType"] = "Windows", ["managedDisk"] = new JsonObject { ["id"] = $"/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/RG-WEB/providers/Microsoft.Compute/disks/{name}" } },
            },
        },
    };
}
