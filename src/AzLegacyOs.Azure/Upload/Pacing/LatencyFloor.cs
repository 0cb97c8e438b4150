namespace AzLegacyOs.Azure.Upload.Pacing;

/// <summary>The shortest time that an answer took lately, for requests of about the same size.</summary>
internal sealed class LatencyFloor
{
    private const int SmallestClass = 64 * 1024;

    // 64 KiB and less, up to 128 KiB, ... up to 4 MiB.
    private const int Classes = 7;

    // A way through the network that was short once may have become longer for good.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly double[] _before = NoTimes(), _lately = NoTimes();
    private TimeSpan _turn = Memory;

    /// <summary>Takes a time into account.</summary>
    /// <returns>The shortest one for that size, in milliseconds.</returns>
    public double Of(int bytes, TimeSpan taken, TimeSpan now)
    {
        if (now >= _turn)
        {
            Array.Copy(_lately, _before, Classes);
            NoTimes().CopyTo(_lately, 0);
            _turn = now + Memory;
        }

        int size = 0;
        while (size < Classes - 1 && bytes > SmallestClass << size) size++;
        _lately[size] = Math.Min(_lately[size], Math.Max(1, taken.TotalMilliseconds));
        return Math.Min(_lately[size], _before[size]);
    }

    private static double[] NoTimes() => [.. Enumerable.Repeat(double.PositiveInfinity, Classes)];
}
