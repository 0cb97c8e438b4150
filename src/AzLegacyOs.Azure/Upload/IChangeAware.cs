namespace AzLegacyOs.Azure.Upload;

/// <summary>A source that can tell whether somebody changed it since it was opened.</summary>
internal interface IChangeAware
{
    /// <exception cref="Disks.DiskFormatException">It was changed.</exception>
    void ThrowIfChanged();
}
