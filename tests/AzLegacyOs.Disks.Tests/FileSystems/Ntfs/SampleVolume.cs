namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>A small volume with all kinds of files, made once per run.</summary>
internal static class SampleVolume
{
    private static readonly Lazy<byte[]> Volume = new(Make);

    /// <summary>A copy to change. Skips the test where it cannot be made.</summary>
    public static VolumeEditor Edit() => new([.. Volume.Value]);

    private static byte[] Make()
    {
        using var volume = new MountedNtfs(6, "-c", "1024", "-L", "Sample");
        volume.Fill(VolumeContent.WriteTree);
        return File.ReadAllBytes(volume.Image);
    }
}
