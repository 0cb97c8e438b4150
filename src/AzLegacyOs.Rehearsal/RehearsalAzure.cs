using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Rehearsal;

/// <summary>An Azure that lives in this process: it answers like Resource Manager and the disk upload endpoint, with their refusals.</summary>
/// <remarks>It opens no port and leaves no file behind. Everything in it is gone when it is disposed.</remarks>
public sealed class RehearsalAzure : IDisposable
{
    /// <summary>A connection to it. Any number of connections see the same resources.</summary>
    public AzureConnection Connect() => throw new NotImplementedException();

    /// <summary>What a managed disk holds: the fixed VHD as it was uploaded, footer included.</summary>
    /// <param name="name">Name or resource id of the disk.</param>
    /// <exception cref="KeyNotFoundException">There is no such disk.</exception>
    public ByteSource OpenUploadedDisk(string name) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
