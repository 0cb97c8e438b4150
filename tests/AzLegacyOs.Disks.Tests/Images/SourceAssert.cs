using AzLegacyOs.Disks.Images;

namespace AzLegacyOs.Disks.Tests.Images;

/// <summary>Comparisons of sources.</summary>
internal static class SourceAssert
{
    /// <summary>Fails unless a source has exactly the bytes of a file.</summary>
    public static void EqualsFile(string expectedPath, ByteSource actual)
    {
        using var expected = new FileByteSource(expectedPath);
        Assert.Equal(expected.Length, actual.Length);
        byte[] expectedBytes = new byte[(1024 * 1024) + 512];
        byte[] actualBytes = new byte[expectedBytes.Length];
        for (long offset = 0; offset < actual.Length;)
        {
            int count = (int)Math.Min(expectedBytes.Length, actual.Length - offset);
            if (expected.GetExtents(offset, count).Any() || actual.GetExtents(offset, count).Any())
            {
                expected.Read(offset, expectedBytes, 0, count);
                actual.Read(offset, actualBytes, 0, count);
                if (!expectedBytes.AsSpan(0, count).SequenceEqual(actualBytes.AsSpan(0, count)))
                    Assert.Fail($"The bytes differ at {offset + expectedBytes.AsSpan(0, count).CommonPrefixLength(actualBytes.AsSpan(0, count))}.");
            }

            offset += count;
        }
    }

    /// <summary>Fails unless the extents are in order and everything outside them reads as zeros.</summary>
    public static void ExtentsCoverAllData(ByteSource source)
    {
        long position = 0;
        foreach (ByteExtent extent in source.GetExtents(0, source.Length))
        {
            Assert.True(extent.Length > 0 && extent.Offset >= position && extent.End <= source.Length, $"Extent {extent} after {position}.");
            AssertZeros(source, position, extent.Offset);
            position = extent.End;
        }

        AssertZeros(source, position, source.Length);
    }

    private static void AssertZeros(ByteSource source, long start, long end)
    {
        byte[] bytes = new byte[1024 * 1024];
        // Of a long stretch only both ends are looked at; a reader that is wrong is wrong at its borders.
        for (; start < end; start = end - start > 8 * bytes.Length ? end - (4 * bytes.Length) : start + bytes.Length)
        {
            int count = (int)Math.Min(bytes.Length, end - start);
            source.Read(start, bytes, 0, count);
            Assert.Equal(-1, bytes.AsSpan(0, count).IndexOfAnyExcept((byte)0));
        }
    }
}
