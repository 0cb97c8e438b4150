using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AzLegacyOs.Disks.Images;

/// <summary>Finds the parts of a file that take no space on its volume, where the operating system tells them (Linux, Windows).</summary>
internal static class FileHoles
{
    // lseek(2).
    private const int SeekData = 3;
    private const int SeekHole = 4;
    private const int NoSuchAddress = 6;

    // winioctl.h, winerror.h.
    private const uint QueryAllocatedRanges = 0x000940CF;
    private const int MoreData = 234;

    private static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == 8;
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>The next part that takes space.</summary>
    /// <param name="file">The file; its position changes.</param>
    /// <param name="offset">Where to look from.</param>
    /// <param name="end">Where to stop looking.</param>
    /// <returns>The part; empty where only holes follow; everything where that is not known.</returns>
    public static ByteExtent FindData(SafeFileHandle file, long offset, long end) =>
        IsLinux ? FindOnLinux(file, offset, end)
        : IsWindows ? FindOnWindows(file, offset, end)
        : new ByteExtent(offset, end - offset);

    private static ByteExtent FindOnLinux(SafeFileHandle file, long offset, long end)
    {
        long start = Seek(file, offset, SeekData);
        if (start < 0) return Marshal.GetLastWin32Error() == NoSuchAddress ? new ByteExtent(end, 0) : new ByteExtent(offset, end - offset);
        if (start >= end) return new ByteExtent(end, 0);
        long hole = Seek(file, start, SeekHole);
        return new ByteExtent(start, (hole < start ? end : Math.Min(hole, end)) - start);
    }

    /// <summary>Asks for the first range alone: that there are more is no failure.</summary>
    private static ByteExtent FindOnWindows(SafeFileHandle file, long offset, long end)
    {
        long[] wanted = [offset, end - offset];
        long[] found = new long[2];
        bool isWhole = DeviceIoControl(file, QueryAllocatedRanges, wanted, 16, found, 16, out int returned, IntPtr.Zero);
        if (!isWhole && Marshal.GetLastWin32Error() != MoreData) return new ByteExtent(offset, end - offset);
        if (returned < 16) return new ByteExtent(end, 0);
        long start = Math.Max(offset, found[0]);
        return new ByteExtent(start, Math.Max(0, Math.Min(end, found[0] + found[1]) - start));
    }

    [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static extern long Seek(SafeFileHandle file, long offset, int origin);

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool DeviceIoControl(SafeFileHandle file, uint code, long[] input, int inputLength, [Out] long[] output, int outputLength, out int returned, IntPtr overlapped);
}
