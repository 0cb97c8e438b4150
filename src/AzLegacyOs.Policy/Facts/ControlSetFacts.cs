namespace AzLegacyOs.Policy.Facts;

/// <summary>SYSTEM\Select: which control set starts, and which ones are kept beside it.</summary>
/// <param name="Current">The number that the next start uses.</param>
/// <param name="LastKnownGood">The number of the last one that led to a logon.</param>
/// <param name="Failed">The number of the one that was given up at the last start; 0 for none.</param>
public sealed record ControlSetFacts(Observed<uint> Current, Observed<uint> LastKnownGood, Observed<uint> Failed);
