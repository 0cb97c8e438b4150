namespace AzLegacyOs.Disks.Registry;

/// <summary>How far the content of a hive can be trusted.</summary>
public enum RegistryHiveState
{
    /// <summary>Written back completely; its logs do not matter.</summary>
    Clean,

    /// <summary>Was not written back completely; the missing changes were taken from its logs, in memory.</summary>
    Replayed,

    /// <summary>Was not written back completely and no log applies: recent changes may be missing, and structures may not fit together.</summary>
    Dirty,

    /// <summary>The base block is damaged or bins are missing; what can be reached is read.</summary>
    Damaged,
}
