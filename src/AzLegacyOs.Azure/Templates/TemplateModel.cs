using System.Collections;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Templates;

/// <summary>A reference to another resource of the same resource group.</summary>
/// <param name="Type">Resource Manager type of what is pointed to.</param>
/// <param name="Names">Its name, and those of the child that is meant.</param>
/// <param name="Id">The id that it stands for.</param>
internal sealed record TemplateReference(string Type, IReadOnlyList<string> Names, string Id);

/// <summary>A resource of a template.</summary>
/// <param name="Plan">As it is planned.</param>
/// <param name="IsExisting">Whether it is only pointed to: it has to be there before.</param>
/// <param name="Body">What is sent, with references in place of ids.</param>
/// <param name="DependsOn">Those of the template that have to be made before.</param>
internal sealed record TemplateResource(PlannedResource Plan, bool IsExisting, IReadOnlyDictionary<string, object?> Body, IReadOnlyList<PlannedResource> DependsOn);

/// <summary>A plan as the parts of a template, before it is written in one language or the other.</summary>
/// <remarks>
/// A template cannot send the bytes of a disk, so that the disks are existing resources of it: Add-AzLegacyVhd uploads them first. Every other
/// resource that the plan creates is in it with the very body that a run sends.
/// </remarks>
internal sealed class TemplateModel
{
    private readonly IReadOnlyList<PlannedResource> _resources;
    private readonly string _groupId;

    private TemplateModel(IReadOnlyList<PlannedResource> resources, bool withDisks)
    {
        _resources = resources;
        _groupId = resources.First(r => r.Type == ResourceTypes.ResourceGroup).Id;
        Resources = [.. resources.Where(r => r.Type == ResourceTypes.Disk || (r.Action == PlannedAction.Create && r.Type != ResourceTypes.ResourceGroup)).Select(r => Convert(r, r.Type == ResourceTypes.Disk && !withDisks))];
    }

    public IReadOnlyList<TemplateResource> Resources { get; }

    /// <summary>Those that the template makes.</summary>
    public IEnumerable<TemplateResource> Made => Resources.Where(resource => !resource.IsExisting && resource.Plan.Action == PlannedAction.Create);

    /// <param name="resources">The resources of a plan.</param>
    /// <param name="withDisks">Whether the empty disks are made too, as for a validation.</param>
    public static TemplateModel Of(IReadOnlyList<PlannedResource> resources, bool withDisks = false) => new(resources, withDisks);

    private TemplateResource Convert(PlannedResource resource, bool isExisting)
    {
        var references = new List<TemplateReference>();
        var body = (IReadOnlyDictionary<string, object?>)Convert(resource.Properties, references)!;
        IEnumerable<string> needed = references.Select(reference => reference.Id);
        if (resource.Type == ResourceTypes.Extension) needed = needed.Append(resource.Id.Substring(0, resource.Id.LastIndexOf("/extensions/", StringComparison.OrdinalIgnoreCase)));
        IEnumerable<PlannedResource> before = _resources.Where(other => other.Action == PlannedAction.Create && other.Id != resource.Id && needed.Any(id => IsOrIsIn(id, other.Id)));
        return new TemplateResource(resource, isExisting, isExisting ? new Dictionary<string, object?>() : body, [.. before]);
    }

    private object? Convert(object? value, List<TemplateReference> references) => value switch
    {
        string text when Reference(text) is { } reference => Noted(reference, references),
        string => value,
        IReadOnlyDictionary<string, object?> properties => properties.ToDictionary(p => p.Key, p => Convert(p.Value, references)),
        IEnumerable list => list.Cast<object?>().Select(item => Convert(item, references)).ToList(),
        _ => value,
    };

    private static TemplateReference Noted(TemplateReference reference, List<TemplateReference> references)
    {
        references.Add(reference);
        return reference;
    }

    /// <summary>An id in the resource group of the plan becomes a reference, so that the template is good for another group and subscription too.</summary>
    private TemplateReference? Reference(string text)
    {
        string prefix = _groupId + "/providers/";
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return null;
        string[] parts = text.Substring(prefix.Length).Split('/');
        if (parts.Length < 3 || parts.Length % 2 == 0) return null;
        string type = $"{parts[0]}/{string.Join("/", parts.Skip(1).Where((_, i) => i % 2 == 0))}";
        return new TemplateReference(type, [.. parts.Skip(1).Where((_, i) => i % 2 == 1)], text);
    }

    private static bool IsOrIsIn(string id, string resourceId) =>
        id.Equals(resourceId, StringComparison.OrdinalIgnoreCase) || id.StartsWith(resourceId + "/", StringComparison.OrdinalIgnoreCase);
}
