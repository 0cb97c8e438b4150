using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Rules.Platform;

/// <summary>ALO7121 to ALO7141: roles, policies, and names that are taken.</summary>
internal static class PermissionRules
{
    private const string Policy = "RequestDisallowedByPolicy";

    // Whoever may not ask for a validation may still be allowed to deploy.
    private const string ValidateAction = "deployments/validate/action";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ALO7121", Severity.Blocker, RuleScope.WithSubscription, "RB1", MissingActions),
        new("ALO7122", Severity.Blocker, RuleScope.WithSubscription, "TE1", ForbiddenByPolicy),
        new("ALO7123", Severity.Warning, RuleScope.WithSubscription, "TE1", OtherObjections),
        new("ALO7141", Severity.Blocker, RuleScope.WithSubscription, "NM1", Conflicts),
    ];

    private static IEnumerable<Sighting> MissingActions(RuleContext context)
    {
        if (context.Platform.Permissions is not { IsRead: true } roles)
            yield break;
        string[] missing = [.. context.Platform.NeededActions.Where(action => !roles.Value!.Any(role => Grants(role, action)))];
        if (missing.Length > 0)
            yield return Sighting.At(roles.Where, "ALO7121.Seen", string.Join(", ", missing)).Refused();
    }

    private static IEnumerable<Sighting> ForbiddenByPolicy(RuleContext context)
        => Objections(context).Where(IsPolicy).Select(objection => new Sighting(objection.Message, context.Platform.Objections.Where).Refused());

    private static IEnumerable<Sighting> OtherObjections(RuleContext context)
        => Objections(context)
            .Where(objection => !IsPolicy(objection) && objection.Message.IndexOf(ValidateAction, StringComparison.OrdinalIgnoreCase) < 0)
            .Select(objection => Sighting.At(context.Platform.Objections.Where, "ALO7123.Seen", objection.Code, objection.Message));

    private static IEnumerable<Sighting> Conflicts(RuleContext context)
        => context.Platform.Conflicts.Select(conflict => Sighting.At($"{conflict.Type} {conflict.Name}", $"ALO7141.{conflict.Kind}", conflict.Type, conflict.Name, conflict.Owner).Refused());

    private static IEnumerable<Objection> Objections(RuleContext context) => context.Platform.Objections is { IsRead: true } objections ? objections.Value! : [];

    private static bool IsPolicy(Objection objection) => objection.Code.Equals(Policy, StringComparison.OrdinalIgnoreCase);

    private static bool Grants(RolePermissions role, string action)
        => role.Actions.Any(pattern => Fits(pattern, action)) && !role.NotActions.Any(pattern => Fits(pattern, action));

    /// <summary>Whether an action fits a pattern in which * stands for any text.</summary>
    private static bool Fits(string pattern, string action)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern.Equals(action, StringComparison.OrdinalIgnoreCase);
        string last = parts[parts.Length - 1];
        if (!action.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase) || !action.EndsWith(last, StringComparison.OrdinalIgnoreCase))
            return false;
        int from = parts[0].Length;
        foreach (string part in parts.Skip(1).Take(parts.Length - 2))
        {
            int found = action.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return false;
            from = found + part.Length;
        }

        return from + last.Length <= action.Length;
    }
}
