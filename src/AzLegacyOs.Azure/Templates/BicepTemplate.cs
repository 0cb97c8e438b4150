using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.ResourceManager;

namespace AzLegacyOs.Azure.Templates;

/// <summary>A plan as Bicep; what it deploys is what <see cref="ArmTemplate"/> deploys.</summary>
/// <remarks>"Bicep file structure and syntax", https://learn.microsoft.com/azure/azure-resource-manager/bicep/file.</remarks>
internal sealed class BicepTemplate
{
    private static readonly Regex PlainName = new("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private readonly StringBuilder _text = new();
    private readonly TemplateModel _model;

    private BicepTemplate(TemplateModel model) => _model = model;

    public static string Of(DeploymentPlan plan)
    {
        var bicep = new BicepTemplate(TemplateModel.Of(plan.Resources));
        bicep._text.Append("metadata description = ").Append(Literal(ArmTemplate.Description(plan))).Append('\n');
        foreach (TemplateResource resource in bicep._model.Resources) bicep.Write(resource);
        return bicep._text.ToString();
    }

    private void Write(TemplateResource resource)
    {
        PlannedResource plan = resource.Plan;
        bool isChild = plan.Type == ResourceTypes.Extension;
        bool isExisting = resource.IsExisting || plan.Action == PlannedAction.Use;
        _text.Append($"\nresource {Symbol(plan)} '{plan.Type}@{ResourceTypes.ApiVersion(plan.Type)}'{(isExisting ? " existing" : "")} = {{\n");
        if (isChild && Owner(plan) is { } owner) _text.Append($"  parent: {Symbol(owner)}\n");
        bool isNested = isChild && Owner(plan) is not null;
        _text.Append($"  name: {Literal(isNested ? ResourceIds.NameOf(plan.Name) : plan.Name)}\n");
        foreach (KeyValuePair<string, object?> part in resource.Body) WriteProperty(part.Key, part.Value, 1);
        _text.Append("}\n");
    }

    private void WriteProperty(string name, object? value, int depth)
    {
        Indent(depth);
        _text.Append(PlainName.IsMatch(name) ? name : Literal(name)).Append(": ");
        WriteValue(value, depth);
        _text.Append('\n');
    }

    private void WriteValue(object? value, int depth)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool flag:
                _text.Append(flag ? "true" : "false");
                break;
            case string text:
                _text.Append(Literal(text));
                break;
            case TemplateReference reference:
                _text.Append(Expression(reference));
                break;
            case IReadOnlyDictionary<string, object?> properties:
                _text.Append(properties.Count == 0 ? "{" : "{\n");
                foreach (KeyValuePair<string, object?> property in properties) WriteProperty(property.Key, property.Value, depth + 1);
                if (properties.Count > 0) Indent(depth);
                _text.Append('}');
                break;
            case IEnumerable list:
                WriteList([.. list.Cast<object?>()], depth);
                break;
            default:
                _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void WriteList(object?[] items, int depth)
    {
        _text.Append(items.Length == 0 ? "[" : "[\n");
        foreach (object? item in items)
        {
            Indent(depth + 1);
            WriteValue(item, depth + 1);
            _text.Append('\n');
        }

        if (items.Length > 0) Indent(depth);
        _text.Append(']');
    }

    /// <summary>A symbol makes the order of the deployment; what the file does not hold is named by its id.</summary>
    private string Expression(TemplateReference reference)
    {
        PlannedResource? target = _model.Resources.Select(r => r.Plan).FirstOrDefault(plan => reference.Id.Equals(plan.Id, StringComparison.OrdinalIgnoreCase));
        if (target is not null) return Symbol(target) + ".id";
        PlannedResource? holder = _model.Resources.Select(r => r.Plan).FirstOrDefault(plan => reference.Id.StartsWith(plan.Id + "/", StringComparison.OrdinalIgnoreCase));
        if (holder is not null) return $"'${{{Symbol(holder)}.id}}{Escape(reference.Id.Substring(holder.Id.Length))}'";
        return $"resourceId('{reference.Type}', {string.Join(", ", reference.Names.Select(Literal))})";
    }

    private PlannedResource? Owner(PlannedResource extension) =>
        _model.Made.Select(r => r.Plan).FirstOrDefault(plan => extension.Id.StartsWith(plan.Id + "/extensions/", StringComparison.OrdinalIgnoreCase));

    private string Symbol(PlannedResource plan)
    {
        string kind = ResourceIds.NameOf(plan.Type) switch
        {
            "networkSecurityGroups" => "securityGroup",
            "virtualNetworks" => "network",
            "publicIPAddresses" => "publicAddress",
            "networkInterfaces" => "networkInterface",
            "virtualMachines" => "machine",
            "disks" => "disk",
            _ => "extension",
        };
        int index = _model.Resources.Select(r => r.Plan).Where(other => other.Type == plan.Type).ToList().IndexOf(plan);
        return index == 0 ? kind : kind + (index + 1).ToString(CultureInfo.InvariantCulture);
    }

    private void Indent(int depth) => _text.Append(' ', depth * 2);

    private static string Literal(string text) => $"'{Escape(text)}'";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\").Replace("'", "\\'").Replace("${", "\\${").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
}
