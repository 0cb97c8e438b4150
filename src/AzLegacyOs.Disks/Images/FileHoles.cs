using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AzLegacyOs.Disks.Images;

/// <summary>Finds the parts of a file that take no space on its volume, where the operating system tells them (Linux).</summary>
internal static class FileHoles
{
    private const int SeekData = 3;
    private const int SeekHole = 4;
    private const int NoSuchAddress = 6;

    private static readonly bool IsSupported = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == 8;

    /// <summary>The next part that takes space.</summary>
    /// <param name="file">The file; its position changes.</param>
    /// <param name="offset">Where to look from.</param>
    /// <param name="end">Where to stop looking.</param>
    /// <returns>The part; empty where only holes follow; everything where that is not known.</returns>
    public static ByteExtent FindData(SafeFileHandle file, long offset, long end)
    {
        if (!IsSupported) return new ByteExtent(offset, end - offset);
        long start = Seek(file, offset, SeekData);
        if (start < 0) return Marshal.GetLastWin32Error() == NoSuchAddress ? new ByteExtent(end, 0) : new ByteExtent(offset, end - offset);
        if (start >= end) return new ByteExtent(end, 0);
        long hole = Seek(file, start, SeekHole);
        return new ByteExtent(start, (hole < start ? end : Math.Min(hole, end)) - start);
    }

    [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static extern long Seek(SafeFileHandle file, long offset, int origin);
}
