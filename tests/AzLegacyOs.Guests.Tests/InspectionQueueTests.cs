using System.Collections.Concurrent;
using AzLegacyOs.Disks;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests;

/// <summary>Many images at once, in the order in which they were asked for.</summary>
public sealed class InspectionQueueTests
{
    [Fact]
    public void Results_come_in_order_and_errors_are_results()
    {
        string[] names = ["server2003r2-x86", "windows7-x86", "windowsxp-x86-fat32"];
        using var queue = new InspectionQueue<ImageFacts>(facts => facts, 3, TestContext.Current.CancellationToken);
        foreach (string name in names) queue.Add(Fixtures.Get(name));
        queue.Add("missing.vhd");
        queue.Add(typeof(InspectionQueueTests).Assembly.Location);

        IReadOnlyList<InspectionResult<ImageFacts>> results = Drain(queue);

        Assert.Equal(names.Select(Fixtures.Get), results.Take(3).Select(result => result.Value!.Path));
        Assert.All(results.Take(3), result => Assert.Null(result.Error));
        Assert.IsAssignableFrom<IOException>(results[3].Error);
        Assert.IsType<DiskFormatException>(results[4].Error);
        Assert.Equal((5, 5), (queue.Progress.Done, queue.Progress.Total));
    }

    [Fact]
    public void No_more_are_read_at_once_than_the_limit()
    {
        int now = 0;
        var counts = new ConcurrentBag<int>();
        using var queue = new InspectionQueue<ImageFacts>(
            facts =>
            {
                counts.Add(Interlocked.Increment(ref now));
                Thread.Sleep(5);
                Interlocked.Decrement(ref now);
                return facts;
            },
            2,
            TestContext.Current.CancellationToken);
        for (int i = 0; i < 12; i++) queue.Add(Fixtures.Get("windowsxp-x86-fat32"));

        Assert.Equal(12, Drain(queue).Count);
        Assert.All(counts, count => Assert.InRange(count, 1, 2));
    }

    /// <summary>Results that nobody takes do not pile up.</summary>
    [Fact]
    public void It_does_not_run_far_ahead_of_what_is_taken()
    {
        using var queue = new InspectionQueue<ImageFacts>(facts => facts, 1, TestContext.Current.CancellationToken);
        for (int i = 0; i < 1000; i++) queue.Add("missing.vhd");
        Assert.True(queue.WaitForNext(patience: 60_000));

        Assert.InRange(queue.Progress.Done, 1, 100);
        Assert.Equal(1000, queue.Progress.Total);
        Assert.Equal(1000, Drain(queue).Count);
    }

    [Fact]
    public void A_stop_ends_the_waiting_while_images_are_still_read()
    {
        using var stop = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        using var queue = new InspectionQueue<ImageFacts>(
            facts =>
            {
                stop.Cancel();
                release.Wait(TestContext.Current.CancellationToken);
                return facts;
            },
            1,
            stop.Token);
        queue.Add(Fixtures.Get("windowsxp-x86-fat32"));

        Assert.Throws<OperationCanceledException>(() => queue.WaitForNext(patience: 60_000));
        release.Set();
    }

    private static IReadOnlyList<InspectionResult<ImageFacts>> Drain(InspectionQueue<ImageFacts> queue)
    {
        var results = new List<InspectionResult<ImageFacts>>();
        while (!queue.IsEmpty)
        {
            if (queue.WaitForNext(patience: 60_000)) results.Add(queue.Take());
        }

        return results;
    }
}
