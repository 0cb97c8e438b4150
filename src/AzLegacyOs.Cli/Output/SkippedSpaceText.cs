using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>Says in one line what a conversion left out of a volume.</summary>
internal static class SkippedSpaceText
{
    public static string Describe(SkippedSpace volume)
    {
        string name = volume.Partition is { } number ? Words.Of("Skip.Partition", number) : Words.Of("Skip.Volume");
        if (volume.FileSystem is not null) name += volume.Label is null ? $" ({volume.FileSystem})" : $" ({volume.FileSystem}, {volume.Label})";
        if (volume.Image is not null) name = $"{volume.Image}: {name}";
        if (volume.LeftWhole is not null) return Words.Of("Skip.Nothing", name, volume.LeftWhole);
        string text = Words.Of("Skip.Of", name, ByteSize.Format(volume.FreeBytes), ByteSize.Format(volume.PageFileBytes), ByteSize.Format(volume.SwapFileBytes), ByteSize.Format(volume.HibernationFileBytes));
        return volume.HasShadowCopies ? Words.Of("Skip.ShadowCopies", text) : text;
    }
}
