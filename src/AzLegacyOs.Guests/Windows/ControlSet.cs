using System.Globalization;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows;

/// <summary>Chooses the control set that the next start will use.</summary>
/// <remarks>SYSTEM\Select, Current. The key CurrentControlSet is a link that exists only in a running system.</remarks>
internal static class ControlSet
{
    private const uint HighestNumber = 999;

    /// <summary>What Select says.</summary>
    public static ControlSetFacts Describe(KeyView system)
    {
        KeyView select = system.Open("Select");
        return new ControlSetFacts(select.Number("Current"), select.Number("LastKnownGood"), select.Number("Failed"));
    }

    /// <summary>The control set; where Select does not name one that exists, the lowest one there is.</summary>
    /// <returns>Null where the hive has no control set at all.</returns>
    public static KeyView? Find(KeyView system, ProblemLog problems)
    {
        Observed<uint> current = system.Open("Select").Number("Current");
        if (current.IsRead && current.Value is > 0 and <= HighestNumber)
        {
            KeyView named = system.Open(string.Format(CultureInfo.InvariantCulture, "ControlSet{0:D3}", current.Value));
            if (named.Exists) return named;
        }

        KeyView? first = system.Children
            .Where(c => c.Name.StartsWith("ControlSet", StringComparison.OrdinalIgnoreCase))
            .OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault();
        string said = current.IsRead ? $"it says {current.Value}" : current.Reason ?? "the value is missing";
        problems.Add(current.Where, first is null ? $"the hive has no control set ({said})" : $"it names no control set that exists ({said}); {first.Name} was read");
        return first;
    }
}
