using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Tests.Images;

namespace AzLegacyOs.Disks.Tests.FileSystems.Ntfs;

/// <summary>Damaged volumes: an error at most, after a bounded number of reads.</summary>
public sealed class MutationTests
{
    private const int Mutated = 2000;

    /// <summary>Everything on the sample volume is read once in about 6 MiB; damage may send a reader astray, but not forever.</summary>
    private const long MaxBytesRead = 256L << 20;

    [Fact]
    public void DamagedMetadataIsAnErrorAtMost()
    {
        VolumeEditor volume = SampleVolume.Edit();
        List<ByteExtent> metadata = [new(0, 512), new(volume.OffsetOf(0), 100 * 1024)];
        for (int offset = 0; offset < volume.Bytes.Length; offset += 1024)
        {
            if (volume.Bytes.AsSpan(offset, 4).SequenceEqual("INDX"u8)) metadata.Add(new ByteExtent(offset, 4096));
        }

        Mutations.Run(volume.Bytes, metadata, Mutated, ReadEverything);
    }

    [Fact]
    public void TruncatedVolumeIsAnErrorAtMost()
    {
        VolumeEditor volume = SampleVolume.Edit();

        Mutations.Truncate(volume.Bytes, new ByteExtent(0, volume.OffsetOf(100)), 512, ReadEverything);
        Mutations.Truncate(volume.Bytes, new ByteExtent(0, volume.Bytes.Length), 32 * 512 + 512, ReadEverything);
    }

    private static void ReadEverything(ByteSource source)
    {
        using var counting = new CountingByteSource(source);
        _ = Volume.Identify(counting);
        if (Volume.TryOpen(counting) is not { } fileSystem) return;
        var pending = new Stack<(FileEntry Entry, int Depth)>([(fileSystem.Root, 0)]);
        byte[] bytes = new byte[64 << 10];
        while (pending.TryPop(out (FileEntry Entry, int Depth) directory))
        {
            try
            {
                foreach (FileEntry entry in fileSystem.List(directory.Entry))
                {
                    if (entry.IsDirectory && directory.Depth < 5) pending.Push((entry, directory.Depth + 1));
                    else ReadSome(entry, bytes);
                }

                _ = fileSystem.Find(directory.Entry, "a file with a long name 0500.txt");
            }
            catch (DiskFormatException)
            {
            }
        }

        Assert.InRange(counting.BytesRead, 0, MaxBytesRead);
    }

    private static void ReadSome(FileEntry entry, byte[] bytes)
    {
        try
        {
            using ByteSource data = entry.Open();
            for (long offset = 0; offset < Math.Min(data.Length, 1 << 17); offset += bytes.Length)
                data.Read(offset, bytes, 0, (int)Math.Min(bytes.Length, data.Length - offset));
            _ = data.GetExtents(0, data.Length).Take(1000).Count();
        }
        catch (DiskFormatException)
        {
        }
    }
}
