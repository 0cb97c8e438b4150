using System.Collections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.ResourceManager;
using Body = System.Collections.Generic.Dictionary<string, object?>;

namespace AzLegacyOs.Azure.Templates;

/// <summary>A plan as a template of Azure Resource Manager.</summary>
/// <remarks>"Understand the structure and syntax of ARM templates", https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax.</remarks>
internal static class ArmTemplate
{
    /// <summary>The template for a resource group: everything that the plan creates, but for the disks, which have to be uploaded before.</summary>
    public static IReadOnlyDictionary<string, object?> Of(DeploymentPlan plan) => Write(TemplateModel.Of(plan.Resources), new Body { ["description"] = Description(plan) });

    /// <summary>The template to ask Resource Manager about: with the disks, as a run makes them.</summary>
    public static IReadOnlyDictionary<string, object?> ForValidation(IReadOnlyList<PlannedResource> resources) => Write(TemplateModel.Of(resources, withDisks: true), null);

    /// <summary>What has to be done before a template is deployed.</summary>
    public static string Description(DeploymentPlan plan) =>
        $"VM {plan.Request.Name} from {plan.Request.ImagePath}, as a specialized disk. Upload first: "
        + string.Join("; ", Uploads(plan).Select(upload => $"Add-AzLegacyVhd '{upload.Path}' -DiskName '{upload.Disk}' -ResourceGroupName '{plan.Request.ResourceGroup}' -Location '{plan.Request.Location}'"));

    private static IEnumerable<(string Path, string Disk)> Uploads(DeploymentPlan plan) =>
    [
        (plan.Request.ImagePath, plan.Request.DiskName!),
        .. plan.DataDisks.Select(disk => (disk.ImagePath, ResourceIds.NameOf(disk.DiskId))),
    ];

    private static Body Write(TemplateModel model, Body? metadata)
    {
        var template = new Body
        {
            ["$schema"] = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            ["contentVersion"] = "1.0.0.0",
        };
        if (metadata is not null) template["metadata"] = metadata;
        template["resources"] = model.Made.Select(resource => (object?)Write(resource, model)).ToList();
        return template;
    }

    private static Body Write(TemplateResource resource, TemplateModel model)
    {
        var body = new Body { ["type"] = resource.Plan.Type, ["apiVersion"] = ResourceTypes.ApiVersion(resource.Plan.Type), ["name"] = Literal(resource.Plan.Name) };
        foreach (KeyValuePair<string, object?> part in resource.Body) body[part.Key] = Write(part.Value);
        object?[] before = [.. resource.DependsOn.Where(other => model.Made.Any(made => made.Plan == other)).Select(other => Expression(other.Type, other.Name.Split('/')))];
        if (before.Length > 0) body["dependsOn"] = before.ToList();
        return body;
    }

    private static object? Write(object? value) => value switch
    {
        TemplateReference reference => Expression(reference.Type, reference.Names),
        string text => Literal(text),
        IReadOnlyDictionary<string, object?> properties => properties.ToDictionary(p => p.Key, p => Write(p.Value)),
        IEnumerable list => list.Cast<object?>().Select(Write).ToList(),
        _ => value,
    };

    private static string Expression(string type, IEnumerable<string> names) => $"[resourceId('{type}', {string.Join(", ", names.Select(name => $"'{name.Replace("'", "''")}'"))})]";

    // A text between brackets would be taken for an expression; one with a first bracket alone is not, and would keep a second one ("Escape characters").
    private static string Literal(string text) => text.StartsWith("[", StringComparison.Ordinal) && text.EndsWith("]", StringComparison.Ordinal) ? "[" + text : text;
}
