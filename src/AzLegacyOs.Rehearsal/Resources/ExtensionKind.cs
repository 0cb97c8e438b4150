using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Resources;

/// <summary>VM extensions. The guests of a rehearsal do not run, so that no agent ever answers: what a legacy guest without an agent does.</summary>
internal sealed class ExtensionKind(ResourceStore store) : ResourceKind(store)
{
    public override string Type => "Microsoft.Compute/virtualMachines/extensions";

    public override RehearsalReply Put(ResourceRequest request)
    {
        RequireText(request, "location");
        RequireText(request, "properties", "publisher");
        RequireText(request, "properties", "type");
        Store.Require(request.Id.Substring(0, request.Id.LastIndexOf("/extensions/", StringComparison.OrdinalIgnoreCase)));
        Resource extension = Make(request, "Creating");
        Store.Put(extension);
        Operation operation = Store.Start(extension, () =>
        {
            extension.Properties["provisioningState"] = "Failed";
            throw new ArmRefusal(200, "VMAgentStatusCommunicationError", "VM has reported a failure when processing extension: the VM agent of the VM did not report its status. Please verify that the VM has a running VM agent.");
        });
        return ArmReply.Json(201, extension.Body, Store.Headers(extension, operation, request.ApiVersion, withLocation: false));
    }
}
