using AzLegacyOs.Disks.FileSystems.Ntfs;

namespace AzLegacyOs.Disks.FileSystems.Skipping;

/// <summary>Holds $Bitmap against the clusters that the file records name.</summary>
internal static class NtfsUsage
{
    /// <summary>The clusters of a file's data; none where it is in the record, compressed, encrypted, or kept elsewhere.</summary>
    /// <exception cref="DiskFormatException">The file is damaged.</exception>
    public static IEnumerable<ByteExtent> GetRuns(NtfsEntry file)
    {
        const AttributeFlags Unplain = AttributeFlags.CompressionMask | AttributeFlags.Encrypted;
        if (file.ReparseTag is not null || file.File.Find(AttributeType.Data) is not { } data || (data.Flags & Unplain) != 0) return [];
        return data.GetMap(file.Name) is { } map ? map.Runs.Where(r => !r.IsHole).Select(r => ToBytes(r, map.ClusterSize)) : [];
    }

    /// <summary>Throws unless all clusters that file records in use name are marked as in use, and no other file has one of the given clusters.</summary>
    /// <param name="fileSystem">The volume.</param>
    /// <param name="map">Its $Bitmap.</param>
    /// <param name="files">Clusters of the files whose data is left out.</param>
    /// <param name="owners">Numbers of the records of those files.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="DiskFormatException">The bitmap is not to be trusted, or a file record is damaged.</exception>
    public static void Check(NtfsFileSystem fileSystem, ClusterMap map, OrderedRanges files, IReadOnlyCollection<long> owners, CancellationToken cancellationToken)
    {
        NtfsBootSector boot = fileSystem.Volume.Boot;
        List<DataRun> runs = [];
        long left = boot.ClusterCount;
        for (long number = 0; number < fileSystem.Table.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fileSystem.Table.ReadUsed(number) is not { } record) continue;
            bool isOwner = owners.Contains(record.Base.Record == 0 ? number : record.Base.Record);
            foreach (NtfsAttribute attribute in record.Attributes.Where(a => !a.IsResident))
            {
                runs.Clear();
                DataRun.Decode(attribute, boot, runs);
                // Each cluster has one owner; this also bounds the work.
                left -= runs.Where(r => !r.IsHole).Sum(r => r.Count);
                if (left < 0) throw record.Fault(attribute.Offset, "the files up to here use more clusters than the volume has");
                foreach (ByteExtent run in runs.Where(r => !r.IsHole).Select(r => ToBytes(r, boot.ClusterSize)))
                {
                    if (map.FindFree(run.Offset, run.Length).Any()) throw record.Fault(attribute.Offset, "it uses clusters that $Bitmap marks as free");
                    if (!isOwner && files.Find(run.Offset, run.Length).Any()) throw record.Fault(attribute.Offset, "it shares clusters with the page, swap or hibernation file");
                }
            }
        }
    }

    private static ByteExtent ToBytes(DataRun run, int clusterSize) => new(run.Lcn * clusterSize, run.Count * clusterSize);
}
