using AzLegacyOs.Disks.FileSystems.Skipping;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.Cli.Output;

/// <summary>Says in one line what a conversion left out of a volume.</summary>
internal static class SkippedSpaceText
{
    public static string Describe(SkippedSpace volume)
    {
        string name = volume.Partition is { } number ? $"partition {number}" : "the volume";
        if (volume.FileSystem is not null) name += volume.Label is null ? $" ({volume.FileSystem})" : $" ({volume.FileSystem}, {volume.Label})";
        if (volume.LeftWhole is not null) return $"nothing of {name}: {volume.LeftWhole}";
        string text = $"of {name}: {ByteSize.Format(volume.FreeBytes)} of free clusters, {ByteSize.Format(volume.PageFileBytes)} of pagefile.sys, {ByteSize.Format(volume.HibernationFileBytes)} of hiberfil.sys";
        return volume.HasShadowCopies ? text + ". Its shadow copies (previous versions) need free clusters and can no longer be relied on" : text;
    }
}
