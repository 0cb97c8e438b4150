using AzLegacyOs.Rehearsal;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>The rehearsal that the last command made something in. It stays until the next one does, so that it can be looked at.</summary>
internal static class LastRehearsal
{
    private static RehearsalAzure _azure = new();

    /// <summary>An empty one before the first.</summary>
    public static RehearsalAzure Azure => _azure;

    /// <summary>Takes the place of the one before, which is gone then.</summary>
    public static void Keep(RehearsalAzure azure) => Interlocked.Exchange(ref _azure, azure).Dispose();
}
