using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Reserves space for data that is about to be written, where that makes writing faster.</summary>
/// <remarks>
/// ext4 keeps an account for each block of 4 KiB that is written without having its place yet. Reserving a whole run first spares that,
/// a quarter of the time it takes to copy a disk that is in memory. On other file systems nothing is done: it was measured on this one.
/// </remarks>
/// <param name="file">The new file. Its length stays as it is.</param>
internal sealed class SpaceReservation(FileStream file)
{
    // linux/falloc.h, linux/magic.h.
    private const int KeepSize = 1;
    private const long Ext4 = 0xEF53;

    // For shorter runs asking takes longer than it saves.
    private const int LeastLength = 256 * 1024;

    private bool _isUseful = IsOnExt4(file.SafeFileHandle);

    /// <summary>Reserves space. Where there is none left, it is for the writing that follows to say so.</summary>
    public void Reserve(ByteExtent run)
    {
        if (_isUseful && run.Length >= LeastLength) _isUseful = Allocate(file.SafeFileHandle, KeepSize, run.Offset, run.Length) == 0;
    }

    private static bool IsOnExt4(SafeFileHandle handle)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || IntPtr.Size != 8) return false;

        // struct statfs starts with the type of the file system; all of it is 120 bytes long.
        long[] status = new long[32];
        return GetStatus(handle, status) == 0 && status[0] == Ext4;
    }

    [DllImport("libc", EntryPoint = "fallocate")]
    private static extern int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [DllImport("libc", EntryPoint = "fstatfs")]
    private static extern int GetStatus(SafeFileHandle file, [Out] long[] status);
}
