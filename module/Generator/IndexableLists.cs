using System.Reflection;
using System.Xml.Linq;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>Lets PowerShell index the lists of the objects that the cmdlets put out.</summary>
/// <remarks>
/// A list that the C# compiler makes of a collection expression has its indexer in interfaces alone, and PowerShell finds none:
/// $assessment.Findings[0] would be the whole list. A property in the types file goes before the one of the class and gives an array.
/// </remarks>
internal static class IndexableLists
{
    /// <summary>Adds a property for each list of each class that can be reached from an output.</summary>
    public static XDocument AddTo(XDocument types, Assembly cmdlets)
    {
        foreach (IGrouping<string, string> lists in FindLists(cmdlets).GroupBy(list => list.Type, list => list.Property).OrderBy(lists => lists.Key, StringComparer.Ordinal))
        {
            XElement? type = types.Root!.Elements("Type").FirstOrDefault(element => element.Element("Name")!.Value == lists.Key);
            if (type is null) types.Root.Add(type = new XElement("Type", new XElement("Name", lists.Key), new XElement("Members")));
            type.Element("Members")!.AddFirst(lists.Order(StringComparer.Ordinal).Select(name => new XElement(
                "ScriptProperty",
                new XElement("Name", name),
                new XElement("GetScriptBlock", $"if ($null -ne $this.PSBase.{name}) {{ , @($this.PSBase.{name}) }}"))));
        }

        return types;
    }

    private static HashSet<(string Type, string Property)> FindLists(Assembly cmdlets)
    {
        var found = new HashSet<(string, string)>();
        var seen = new HashSet<Type>();
        var waiting = new Queue<Type>(CommandReader.ReadOutputs(cmdlets));
        while (waiting.TryDequeue(out Type? type))
        {
            foreach (Type argument in type.GetGenericArguments()) waiting.Enqueue(argument);
            if (!IsOurs(type) || !seen.Add(type)) continue;
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                waiting.Enqueue(property.PropertyType);
                if (IsList(property.PropertyType) && !property.DeclaringType!.IsGenericType) found.Add((property.DeclaringType.FullName!, property.Name));
            }
        }

        return found;
    }

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("AzLegacyOs.", StringComparison.Ordinal);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
}
