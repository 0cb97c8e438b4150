namespace AzLegacyOs.Disks.Images;

/// <summary>Finds blocks that share bytes of the file, which no writer makes.</summary>
internal static class BlockOverlap
{
    /// <summary>Looks for two blocks that overlap.</summary>
    /// <param name="starts">Where the blocks start; sorted here where they are not yet.</param>
    /// <param name="length">Length of each block, in the unit of <paramref name="starts"/>.</param>
    /// <returns>The start of the second one, or null.</returns>
    public static uint? Find(uint[] starts, long length)
    {
        for (int i = 1; i < starts.Length; i++)
        {
            if (starts[i] >= starts[i - 1]) continue;
            Array.Sort(starts);
            break;
        }

        for (int i = 1; i < starts.Length; i++)
        {
            if (starts[i] - (long)starts[i - 1] < length) return starts[i];
        }

        return null;
    }
}
