namespace AzLegacyOs.Policy.Rules;

/// <summary>Which rules belong to which profiles.</summary>
/// <remarks>
/// A row is the beginning of rule ids; the longest that fits a rule decides, so that a new rule belongs where its group belongs until a row
/// says otherwise.
/// </remarks>
internal static class RuleProfileTable
{
    private static readonly Dictionary<string, RuleProfile[]> Rows = new(StringComparer.Ordinal)
    {
        ["ALO1"] = [RuleProfile.Deployable],
        ["ALO1015"] = [RuleProfile.Bootable],

        ["ALO2"] = [RuleProfile.Bootable],
        ["ALO2006"] = [RuleProfile.Deployable, RuleProfile.Bootable],
        ["ALO2007"] = [RuleProfile.Deployable],
        ["ALO2008"] = [RuleProfile.Hygiene],
        ["ALO2025"] = [RuleProfile.Hygiene],
        ["ALO2026"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO204"] = [RuleProfile.Hygiene],
        ["ALO2044"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO2053"] = [RuleProfile.Hygiene],
        ["ALO2056"] = [RuleProfile.Hygiene],
        ["ALO2057"] = [RuleProfile.Hygiene],
        ["ALO2058"] = [RuleProfile.Hygiene],
        ["ALO2059"] = [RuleProfile.Hygiene],
        ["ALO206"] = [RuleProfile.Hygiene],

        ["ALO3"] = [RuleProfile.Deployable],
        ["ALO3006"] = [RuleProfile.Deployable, RuleProfile.Bootable],
        ["ALO301"] = [RuleProfile.Deployable, RuleProfile.Bootable],
        ["ALO302"] = [RuleProfile.Supported],
        ["ALO303"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO304"] = [RuleProfile.Supported],

        ["ALO4"] = [RuleProfile.Bootable],
        ["ALO4008"] = [RuleProfile.Reachable],
        ["ALO4012"] = [RuleProfile.Reachable],
        ["ALO4013"] = [RuleProfile.Reachable],
        ["ALO4011"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO4015"] = [RuleProfile.Hygiene],
        ["ALO4016"] = [RuleProfile.Bootable, RuleProfile.Hygiene],
        ["ALO4017"] = [RuleProfile.Bootable, RuleProfile.Supported],
        ["ALO4018"] = [RuleProfile.Hygiene],
        ["ALO4022"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO4023"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO4024"] = [RuleProfile.Hygiene],
        ["ALO4025"] = [RuleProfile.Reachable],
        ["ALO4026"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO4027"] = [RuleProfile.Bootable, RuleProfile.Hygiene],
        ["ALO4028"] = [RuleProfile.Bootable, RuleProfile.Reachable],
        ["ALO403"] = [RuleProfile.Supported],
        ["ALO4034"] = [RuleProfile.Hygiene],
        ["ALO4035"] = [RuleProfile.Reachable],

        ["ALO5"] = [RuleProfile.Reachable],
        ["ALO5020"] = [RuleProfile.Hygiene],
        ["ALO5021"] = [RuleProfile.Hygiene],
        ["ALO5033"] = [RuleProfile.Hygiene],
        ["ALO5036"] = [RuleProfile.Reachable, RuleProfile.Supported],
        ["ALO5037"] = [RuleProfile.Hygiene],
        ["ALO5038"] = [RuleProfile.Hygiene],
        ["ALO5046"] = [RuleProfile.Hygiene],
        ["ALO5053"] = [RuleProfile.Supported],

        ["ALO6"] = [RuleProfile.Hygiene],
        ["ALO600"] = [RuleProfile.Reachable],
        ["ALO6007"] = [RuleProfile.Hygiene],
        ["ALO6008"] = [RuleProfile.Hygiene],
        ["ALO6009"] = [RuleProfile.Hygiene],
        ["ALO6019"] = [RuleProfile.Reachable],
        ["ALO602"] = [RuleProfile.Bootable, RuleProfile.Hygiene],
        ["ALO6020"] = [RuleProfile.Hygiene],
        ["ALO6025"] = [RuleProfile.Reachable],

        ["ALO7"] = [RuleProfile.Deployable],
        ["ALO7003"] = [RuleProfile.Supported],
        ["ALO7004"] = [RuleProfile.Supported],
        ["ALO7011"] = [RuleProfile.Supported],
        ["ALO7013"] = [RuleProfile.Supported],
        ["ALO7117"] = [RuleProfile.Hygiene],
        ["ALO7118"] = [RuleProfile.Supported],
        ["ALO713"] = [RuleProfile.Hygiene],

        ["ALO8"] = [RuleProfile.Supported],
        ["ALO8003"] = [RuleProfile.Hygiene],
    };

    /// <summary>The beginnings of ids that the table names.</summary>
    public static IEnumerable<string> Prefixes => Rows.Keys;

    /// <summary>The profiles of a rule; empty for an id that no row fits.</summary>
    public static IReadOnlyList<RuleProfile> Of(string id)
    {
        for (int length = id.Length; length > 0; length--)
        {
            if (Rows.TryGetValue(id.Substring(0, length), out RuleProfile[]? profiles)) return profiles;
        }

        return [];
    }
}
