namespace AzLegacyOs.Disks.Registry;

/// <summary>Finds the root key.</summary>
internal static class RootKey
{
    /// <summary>Behind the header of the first bin, where the root key of nearly every hive is.</summary>
    private const uint UsualOffset = 32;

    /// <exception cref="DiskFormatException">There is no root key.</exception>
    public static KeyNode Read(HiveCells cells, BaseBlock baseBlock, Action<DiskFormatException> onProblem)
    {
        KeyNode root = Find(cells, baseBlock);
        if ((root.Flags & KeyNodeFlags.HiveEntry) == 0)
            onProblem(cells.Bad(root.Offset, $"the key '{root.Name}', where the root of the hive should be, is not marked as the root"));
        return root;
    }

    private static KeyNode Find(HiveCells cells, BaseBlock baseBlock)
    {
        uint offset = baseBlock.RootCell;
        try
        {
            return KeyNode.Read(cells, offset);
        }
        catch (DiskFormatException) when (!baseBlock.IsValid && offset != UsualOffset)
        {
            return KeyNode.Read(cells, UsualOffset);
        }
        catch (DiskFormatException problem)
        {
            throw new DiskFormatException(problem.SourceName, problem.Offset, $"the hive has no root key: {problem.Reason}", problem);
        }
    }
}
