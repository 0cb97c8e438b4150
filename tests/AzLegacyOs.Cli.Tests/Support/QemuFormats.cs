using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>Every format that qemu-img writes and we read.</summary>
internal static class QemuFormats
{
    /// <summary>The name of a format and the options that it is written with.</summary>
    public static IReadOnlyList<(string Format, string Options)> All { get; } =
    [
        ("vpc", "-o subformat=dynamic,force_size=on"),
        ("vpc", "-o subformat=fixed,force_size=on"),
        ("vhdx", "-o subformat=dynamic"),
        ("vhdx", "-o subformat=fixed,block_size=1M"),
        ("vmdk", "-o subformat=monolithicSparse"),
        ("vmdk", "-o subformat=monolithicFlat"),
        ("vmdk", "-o subformat=twoGbMaxExtentSparse"),
        ("vmdk", "-o subformat=twoGbMaxExtentFlat"),
        ("vmdk", "-o subformat=streamOptimized"),
        ("qcow2", "-o compat=0.10"),
        ("qcow2", "-o cluster_size=4k"),
        ("qcow2", "-c"),
        ("vdi", ""),
    ];

    /// <summary>Writes a raw disk in a format, in a new folder of its own.</summary>
    /// <returns>Path of the image.</returns>
    public static string Write(ExternalTool qemu, TemporaryFolder folder, string raw, string format, string options)
    {
        string image = Path.Combine(Directory.CreateDirectory(folder.Combine(Guid.NewGuid().ToString("N"))).FullName, "disk." + format);
        qemu.Run(["convert", "-f", "raw", "-O", format, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), raw, image]).EnsureSuccess();
        return image;
    }
}
