using AzLegacyOs.Disks.FileSystems;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Partitions;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>One NTFS or FAT volume of a fixture, for our reader and, copied out of the disk, for other tools.</summary>
internal sealed class FixtureVolume : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ByteSource _source;

    private FixtureVolume(ByteSource source, FileSystem fileSystem)
    {
        _source = source;
        FileSystem = fileSystem;
    }

    public FileSystem FileSystem { get; }

    /// <summary>All volumes of a fixture that our reader opens; the caller disposes each.</summary>
    public static IEnumerable<FixtureVolume> Of(string fixture)
    {
        using DiskImage disk = DiskImage.Open(Fixtures.Get(fixture));
        foreach (Partition partition in PartitionTable.Read(disk).Partitions)
        {
            ByteSource source = partition.Open(disk);
            if (Volume.TryOpen(source) is { } fileSystem) yield return new FixtureVolume(source, fileSystem);
        }
    }

    /// <summary>The volume as a file of its own.</summary>
    public string CopyOut()
    {
        string path = _folder.Combine("volume");
        using FileStream file = File.Create(path);
        byte[] buffer = new byte[1 << 20];
        for (long offset = 0; offset < _source.Length;)
        {
            int count = (int)Math.Min(buffer.Length, _source.Length - offset);
            _source.Read(offset, buffer, 0, count);
            file.Write(buffer, 0, count);
            offset += count;
        }

        return path;
    }

    /// <summary>A path beside the copy.</summary>
    public string Combine(string name) => _folder.Combine(name);

    public void Dispose() => _folder.Dispose();
}
