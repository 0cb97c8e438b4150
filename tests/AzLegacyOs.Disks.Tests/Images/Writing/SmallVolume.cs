using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Writing;

/// <summary>A volume in memory that is soon full.</summary>
internal sealed class SmallVolume : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallVolume()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Mounts it. Skips the running test where that is not allowed.</summary>
    public static SmallVolume Mount(long length)
    {
        var volume = new SmallVolume();
        ToolResult result = ExternalTool.Require("mount").Run("-t", "tmpfs", "-o", $"size={length}", "tmpfs", volume.Path);
        if (result.ExitCode == 0) return volume;
        volume._folder.Dispose();
        Assert.Skip($"A volume cannot be mounted: {result.Error}");
        return volume;
    }

    public void Dispose()
    {
        // Lazily: a program that another test is just starting may still hold a file here that was open when it was forked.
        ExternalTool.Require("umount").Run("-l", Path).EnsureSuccess();
        _folder.Dispose();
    }
}
