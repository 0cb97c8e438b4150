namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Clusters of an attribute that lie next to each other on the volume, or a hole.</summary>
/// <param name="Vcn">First cluster within the attribute.</param>
/// <param name="Lcn">First cluster on the volume; -1 for a hole.</param>
/// <param name="Count">Number of clusters, at least 1.</param>
internal readonly record struct DataRun(long Vcn, long Lcn, long Count)
{
    public const long Hole = -1;

    public bool IsHole => Lcn == Hole;

    /// <summary>The cluster after the last one within the attribute.</summary>
    public long EndVcn => Vcn + Count;

    /// <summary>Decodes the runs of one extent and appends them.</summary>
    /// <remarks>
    /// Each run is a byte whose low half gives the size of the count and whose high half the size of the signed distance to the
    /// cluster of the run before; no distance means a hole. A zero byte, or the last cluster of the extent, ends the list.
    /// </remarks>
    /// <param name="extent">A non-resident attribute.</param>
    /// <param name="boot">The geometry that the clusters must fit.</param>
    /// <param name="runs">Where the runs go.</param>
    /// <exception cref="DiskFormatException">The runs are damaged.</exception>
    public static void Decode(NtfsAttribute extent, NtfsBootSector boot, List<DataRun> runs)
    {
        byte[] bytes = extent.Record.Bytes;
        int offset = extent.RunsOffset;
        long vcn = extent.FirstVcn;
        long end = extent.LastVcn + 1;
        long lcn = 0;
        while (vcn < end)
        {
            int header = offset < extent.End ? bytes[offset] : 0;
            if (header == 0) throw extent.Record.Fault(extent.Offset, $"the runs end at cluster {vcn} of {end}");
            int countSize = header & 15;
            int distanceSize = header >> 4;
            if (countSize is 0 or > 8 || distanceSize > 8 || offset + 1 + countSize + distanceSize > extent.End)
                throw extent.Record.Fault(offset, "a run is malformed");

            long count = Signed(bytes, offset + 1, countSize);
            if (count <= 0 || count > end - vcn) throw extent.Record.Fault(offset, $"a run is {count} clusters long where {end - vcn} are left");

            long first = Hole;
            if (distanceSize > 0)
            {
                lcn = unchecked(lcn + Signed(bytes, offset + 1 + countSize, distanceSize));
                // NT before 5.0 wrote a hole as cluster -1.
                if (lcn != Hole && (!boot.IsCluster(lcn) || count > boot.ClusterCount - lcn))
                    throw extent.Record.Fault(offset, $"a run of {count} clusters from {lcn} leaves the volume");
                first = lcn;
            }

            runs.Add(new DataRun(vcn, first, count));
            vcn += count;
            offset += 1 + countSize + distanceSize;
        }
    }

    private static long Signed(byte[] bytes, int offset, int size)
    {
        long value = (sbyte)bytes[offset + size - 1];
        for (int i = size - 2; i >= 0; i--) value = value << 8 | bytes[offset + i];
        return value;
    }
}
