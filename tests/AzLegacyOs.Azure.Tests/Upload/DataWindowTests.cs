using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Tests.Upload;

/// <summary>Windows and runs against a plain list of pages, for many disks of a fixed seed.</summary>
public class DataWindowTests
{
    private const int Page = PageRange.PageSize;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Windows_cover_all_data_once_in_order_and_keep_to_the_limits(int seed)
    {
        ByteSource disk = RandomDisk(seed);
        DataWindow[] windows = [.. DataWindow.Of(disk, disk.Length)];
        Assert.All(windows, w =>
        {
            Assert.InRange(w.Length, Page, PageRange.MaximumLength);
            Assert.True(w.Offset % Page == 0 && w.Length % Page == 0 && w.End <= disk.Length);
            Assert.Equal(w.Offset / PageRange.MaximumLength, (w.End - 1) / PageRange.MaximumLength);
        });
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Offset));
        Assert.All(disk.GetExtents(0, disk.Length), e =>
        {
            for (long at = e.Offset; at < e.End; at += Page) Assert.Contains(windows, w => w.Offset <= at && at < w.End);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Runs_hold_every_page_that_is_not_zero_and_no_long_zeros(int seed)
    {
        var random = new Random(seed);
        byte[] buffer = new byte[PageRange.MaximumLength];
        for (int i = random.Next(40); i > 0; i--) buffer[random.Next(buffer.Length)] = 1;
        int length = random.Next(1, buffer.Length / Page + 1) * Page;
        DataRun[] runs = [.. DataRun.Find(buffer, length)];
        bool IsZero(int index, int count) => buffer.AsSpan(index, count).IndexOfAnyExcept((byte)0) < 0;
        for (int page = 0; page < length; page += Page)
            Assert.True(IsZero(page, Page) || runs.Count(r => r.Index <= page && page + Page <= r.Index + r.Length) == 1);
        Assert.All(runs, r =>
        {
            Assert.False(IsZero(r.Index, Page));
            Assert.False(IsZero(r.Index + r.Length - Page, Page));
            Assert.True(r.Index + r.Length <= length);
        });
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.Second.Index - pair.First.Index - pair.First.Length >= 64 * 1024));
    }

    [Fact]
    public void A_buffer_of_zeros_has_no_run() => Assert.Empty(DataRun.Find(new byte[PageRange.MaximumLength], PageRange.MaximumLength));

    private static SparseDisk RandomDisk(int seed)
    {
        var random = new Random(seed);
        var parts = new List<(long, int)>();
        long at = 0;
        while (true)
        {
            at += random.Next(2) == 0 ? random.Next(100_000) : random.Next(6 * 1024 * 1024);
            int count = random.Next(3) == 0 ? random.Next(1, 9 * 1024 * 1024) : random.Next(1, 5000);
            if (at + count > 40 * Samples.MiB) break;
            parts.Add((at, count));
            at += count;
        }

        return new SparseDisk(40 * Samples.MiB, seed, [.. parts]);
    }
}
