namespace AzLegacyOs.Azure.Upload;

/// <summary>A run of pages that is worth a request.</summary>
/// <param name="Index">First byte in the buffer, a whole number of pages.</param>
/// <param name="Length">Number of bytes, a whole number of pages.</param>
internal readonly record struct DataRun(int Index, int Length)
{
    // A request costs about as much as these many bytes on the line, so shorter zeros between two runs travel with them.
    private const int WorthwhileGap = 64 * 1024;

    private static readonly byte[] Zeros = new byte[PageRange.PageSize];

    /// <summary>Finds the pages that are not all zero; runs with little between them become one.</summary>
    public static IEnumerable<DataRun> Find(byte[] buffer, int length)
    {
        int start = -1, end = 0;
        for (int page = 0; page < length; page += PageRange.PageSize)
        {
            if (buffer.AsSpan(page, PageRange.PageSize).SequenceEqual(Zeros)) continue;
            if (start >= 0 && page - end >= WorthwhileGap)
            {
                yield return new DataRun(start, end - start);
                start = -1;
            }

            if (start < 0) start = page;
            end = page + PageRange.PageSize;
        }

        if (start >= 0) yield return new DataRun(start, end - start);
    }
}
