using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>Lets a new file have holes. Elsewhere than on Windows files have them without being asked.</summary>
internal static class SparseFile
{
    private const uint SetSparse = 0x000900C4;

    /// <summary>Asks for holes; a volume without them gives none, and the file is as long as it says.</summary>
    public static void Mark(FileStream file)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            DeviceIoControl(file.SafeFileHandle, SetSparse, IntPtr.Zero, 0, IntPtr.Zero, 0, out _, IntPtr.Zero);
    }

    [DllImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool DeviceIoControl(SafeFileHandle file, uint code, IntPtr input, int inputLength, IntPtr output, int outputLength, out int returned, IntPtr overlapped);
}
