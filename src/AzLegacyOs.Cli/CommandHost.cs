using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.Cli;

/// <summary>What a command has around it.</summary>
/// <param name="Terminal">Where it speaks.</param>
/// <param name="Rehearsal">The Azure for rehearsals; null for a new one each time.</param>
internal sealed record CommandHost(Terminal Terminal, RehearsalAzure? Rehearsal = null);
