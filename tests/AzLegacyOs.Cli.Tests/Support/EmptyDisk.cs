using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>A raw disk with an empty partition table.</summary>
internal static class EmptyDisk
{
    private const int Length = 64 * 1024 * 1024;

    public static string Make(TemporaryFolder folder)
    {
        string path = folder.Combine("empty.img");
        using FileStream file = File.Create(path);
        file.SetLength(Length);
        file.Position = 510;
        file.Write([0x55, 0xAA]);
        return path;
    }
}
