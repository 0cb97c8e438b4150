namespace AzLegacyOs.Disks.Registry.Logs;

/// <summary>A hive made whole as far as its logs allow.</summary>
/// <param name="BaseBlock">The base block in force.</param>
/// <param name="Bins">The bins with the changes from the logs.</param>
/// <param name="State">How far it can be trusted.</param>
/// <param name="Note">Why, in words; null for a clean hive.</param>
/// <param name="AppliedEntries">The numbers of the log entries applied, in order.</param>
internal sealed record RecoveredHive(BaseBlock BaseBlock, HiveBins Bins, RegistryHiveState State, string? Note, IReadOnlyList<uint> AppliedEntries);
