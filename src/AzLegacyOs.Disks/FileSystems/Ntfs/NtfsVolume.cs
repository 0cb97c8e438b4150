namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>What every part of the reader needs of the volume.</summary>
/// <param name="Data">The volume.</param>
/// <param name="Metadata">The volume behind a cache, for small structures.</param>
/// <param name="Boot">The geometry.</param>
internal sealed record NtfsVolume(ByteSource Data, ByteSource Metadata, NtfsBootSector Boot)
{
    public string Name => Data.Name;

    public int ClusterSize => Boot.ClusterSize;
}
