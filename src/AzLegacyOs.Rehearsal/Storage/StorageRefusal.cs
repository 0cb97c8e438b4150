namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>A refusal of Azure Storage.</summary>
internal sealed class StorageRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
