using System.Text.Json.Nodes;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>VMs with an attached OS disk, and everything that is not allowed with one.</summary>
internal sealed class MachineKind(ResourceStore store, RehearsalSubscription subscription, BootDiagnostics diagnostics) : ResourceKind(store)
{
    public const string TypeName = "Microsoft.Compute/virtualMachines";

    public override string Type => TypeName;

    public override RehearsalReply Put(ResourceRequest request)
    {
        Resource disk = Check(request);
        bool isNew = Store.Find(request.Id) is null;
        Resource machine = Make(request, "Creating");
        machine.Properties["vmId"] = Guid.NewGuid().ToString();
        machine.Properties["timeCreated"] = Store.Clock().ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var osDisk = (JsonObject)machine.Properties["storageProfile"]!["osDisk"]!;
        osDisk["name"] = disk.Name;
        osDisk["diskSizeGB"] = disk.Properties["diskSizeGB"]?.DeepClone();
        osDisk["managedDisk"] = new JsonObject { ["id"] = disk.Id, ["storageAccountType"] = disk.Body["sku"]!["name"]!.DeepClone() };
        List<Resource> dataDisks = DataDisks(request);
        Store.Put(machine);
        Operation operation = Store.Start(machine, () =>
        {
            machine.Properties["provisioningState"] = "Succeeded";
            foreach (Resource attached in dataDisks.Prepend(disk))
            {
                attached.Properties["diskState"] = "Attached";
                attached.Body["managedBy"] = machine.Id;
            }

            if (isNew && subscription.AddsExtensions) Store.Put(PolicyExtension(machine));
            foreach (Resource nic in Interfaces(machine)) nic.Properties["virtualMachine"] = new JsonObject { ["id"] = machine.Id };
            return null;
        });
        return ArmReply.Json(isNew ? 201 : 200, machine.Body, Store.Headers(machine, operation, request.ApiVersion, withLocation: false));
    }

    public override RehearsalReply Act(ResourceRequest request, string action) =>
        action.Equals("retrieveBootDiagnosticsData", StringComparison.OrdinalIgnoreCase)
            ? ArmReply.Json(200, diagnostics.AddressesOf(Store.Require(request.Id).Name))
            : base.Act(request, action);

    private List<Resource> DataDisks(ResourceRequest request)
    {
        var disks = new List<Resource>();
        foreach (JsonNode? item in request.At("properties", "storageProfile", "dataDisks") as JsonArray ?? [])
        {
            if ((string?)item?["createOption"] != "Attach") throw Invalid("dataDisks.createOption", "The rehearsal makes VMs by Attach alone.");
            Resource disk = Store.Find((string?)item["managedDisk"]?["id"] ?? "") ?? throw new ArmRefusal(404, "ResourceNotFound", "The Resource of a data disk was not found.", "dataDisks.managedDisk.id");
            if ((string?)disk.Properties["diskState"] != "Unattached" && !IsOwner(disk.Body["managedBy"], request.Id))
                throw new ArmRefusal(409, "OperationNotAllowed", $"Disk {disk.Name} cannot be attached while it is in state {(string?)disk.Properties["diskState"]}.");
            disks.Add(disk);
        }

        return disks;
    }

    private static Resource PolicyExtension(Resource machine) => new()
    {
        Id = machine.Id + "/extensions/MicrosoftMonitoringAgent",
        Type = "Microsoft.Compute/virtualMachines/extensions",
        Name = "MicrosoftMonitoringAgent",
        Body = new JsonObject
        {
            ["id"] = machine.Id + "/extensions/MicrosoftMonitoringAgent",
            ["name"] = "MicrosoftMonitoringAgent",
            ["type"] = "Microsoft.Compute/virtualMachines/extensions",
            ["location"] = machine.Location,
            ["properties"] = new JsonObject { ["publisher"] = "Microsoft.EnterpriseCloud.Monitoring", ["type"] = "MicrosoftMonitoringAgent", ["typeHandlerVersion"] = "1.0", ["provisioningState"] = "Creating" },
        },
    };

    protected override void OnDelete(Resource resource)
    {
        foreach (Resource disk in Store.All.Where(r => IsOwner(r.Body["managedBy"], resource)))
        {
            disk.Body.Remove("managedBy");
            disk.Properties["diskState"] = "Unattached";
        }

        foreach (Resource nic in Interfaces(resource)) nic.Properties.Remove("virtualMachine");
        foreach (Resource child in Store.All.Where(r => r.Id.StartsWith(resource.Id + "/", StringComparison.OrdinalIgnoreCase)).ToList()) Store.Remove(child.Id);
    }

    private Resource Check(ResourceRequest request)
    {
        RequireText(request, "location");
        if (request.At("properties", "osProfile") is not null) throw Invalid("osProfile", "Parameter 'osProfile' is not allowed.");
        if (request.At("properties", "storageProfile", "imageReference") is not null) throw Invalid("imageReference", "Parameter 'imageReference' is not allowed with an OS disk that is attached.");
        string option = RequireText(request, "properties", "storageProfile", "osDisk", "createOption");
        if (option != "Attach") throw Invalid("osDisk.createOption", $"The rehearsal makes VMs by Attach alone, not by {option}.");
        RequireText(request, "properties", "storageProfile", "osDisk", "osType");
        Resource disk = Store.Find(RequireText(request, "properties", "storageProfile", "osDisk", "managedDisk", "id"))
            ?? throw new ArmRefusal(404, "ResourceNotFound", "The Resource of the OS disk was not found.", "osDisk.managedDisk.id");
        CheckDisk(request, disk);
        CheckSize(request, disk);
        CheckInterfaces(request);
        return disk;
    }

    private static void CheckDisk(ResourceRequest request, Resource disk)
    {
        string? state = (string?)disk.Properties["diskState"];
        bool isOwn = IsOwner(disk.Body["managedBy"], request.Id);
        if (state != "Unattached" && !isOwn)
        {
            throw new ArmRefusal(409, "OperationNotAllowed", state == "Attached"
                ? $"Cannot attach disk {disk.Name} to VM {request.Name} because it is already attached to VM {(string?)disk.Body["managedBy"]}."
                : $"Disk {disk.Name} cannot be attached while it is in state {state}.");
        }

        if (request.At("properties", "storageProfile", "diskControllerType") is not null && Generation(disk) == "V1")
            throw Invalid("storageProfile.diskControllerType", "The disk controller type cannot be set for a VM of Generation 1.");
        if ((string?)request.At("properties", "storageProfile", "osDisk", "managedDisk", "storageAccountType") is { } type && type != (string?)disk.Body["sku"]!["name"])
            throw Invalid("osDisk.managedDisk.storageAccountType", "The storage account type differs from that of the disk.");
        string? machineZone = (string?)(request.Body["zones"] as JsonArray)?.FirstOrDefault(), diskZone = (string?)(disk.Body["zones"] as JsonArray)?.FirstOrDefault();
        bool isEverywhere = ((string?)disk.Body["sku"]!["name"])?.EndsWith("_ZRS", StringComparison.Ordinal) == true;
        if (machineZone != diskZone && !isEverywhere) throw new ArmRefusal(400, "BadRequest", $"The disk {disk.Name} and the VM {request.Name} are not in the same zone.");
        if (!string.Equals(disk.Location, (string?)request.Body["location"], StringComparison.OrdinalIgnoreCase))
            throw new ArmRefusal(400, "BadRequest", $"Disk {disk.Name} is in location {disk.Location}, the VM in {(string?)request.Body["location"]}.");
    }

    private static void CheckSize(ResourceRequest request, Resource disk)
    {
        string name = RequireText(request, "properties", "hardwareProfile", "vmSize");
        RehearsalSize size = RehearsalSize.All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid("vmSize", $"The value {name} provided for the VM size is not valid. The valid sizes in the current region are: {string.Join(",", RehearsalSize.All.Select(s => s.Name))}.");
        if (size.IsRestricted) throw new ArmRefusal(409, "SkuNotAvailable", $"The requested VM size {name} is currently not available in location '{disk.Location}'. Please try another size or deploy to a different location or different zone.");
        if (!size.Generations.Split(',').Contains(Generation(disk)))
            throw new ArmRefusal(400, "BadRequest", $"The selected VM size '{name}' cannot boot Hypervisor Generation '{Generation(disk).Substring(1)}'.");
        if (Generation(disk) == "V1" && size.Controllers == "NVMe")
            throw Invalid("vmSize", $"The VM size '{name}' cannot boot with OS image or disk. Please check that disk controller types supported by the OS image or disk is one of the supported disk controller types for the VM size '{name}'.");
        if ((string?)(request.Body["zones"] as JsonArray)?.FirstOrDefault() is { } zone && size.RestrictedZones.Contains(zone))
            throw new ArmRefusal(409, "SkuNotAvailable", $"The requested VM size {name} is currently not available in zone {zone}.");
    }

    private void CheckInterfaces(ResourceRequest request)
    {
        JsonArray list = request.At("properties", "networkProfile", "networkInterfaces") as JsonArray ?? [];
        if (list.Count == 0) throw Invalid("networkProfile", "At least one network interface is required.");
        foreach (JsonNode? item in list)
        {
            Resource nic = Store.Find((string?)item?["id"] ?? "") ?? throw new ArmRefusal(400, "InvalidResourceReference", "Resource of a network interface was not found.");
            if (nic.Properties["virtualMachine"]?["id"] is { } owner && !IsOwner(owner, request.Id))
                throw new ArmRefusal(400, "NicInUse", $"Network Interface {nic.Id} is used by existing resource {(string?)owner}.");
        }
    }

    private IEnumerable<Resource> Interfaces(Resource machine) =>
        ((JsonArray)machine.Properties["networkProfile"]!["networkInterfaces"]!).Select(i => Store.Find((string)i!["id"]!)).OfType<Resource>();

    private static bool IsOwner(JsonNode? owner, Resource machine) => IsOwner(owner, machine.Id);

    private static bool IsOwner(JsonNode? owner, string machineId) => owner is not null && machineId.Equals((string?)owner, StringComparison.OrdinalIgnoreCase);

    private static string Generation(Resource disk) => (string?)disk.Properties["hyperVGeneration"] ?? "V1";
}
