using Xunit;

namespace AzLegacyOs.Testing;

/// <summary>Mounts NTFS volumes with ntfs-3g, which needs root.</summary>
public static class NtfsMount
{
    /// <summary>Mounts a volume, lets <paramref name="use"/> work in its folder, and unmounts. Skips the running test where nothing can be mounted.</summary>
    /// <param name="volume">The file with the volume.</param>
    /// <param name="folder">An empty folder to mount on; it is made where it is not there.</param>
    /// <param name="options">Options of ntfs-3g.</param>
    /// <param name="use">Is told the folder.</param>
    public static void Use(string volume, string folder, string options, Action<string> use)
    {
        Directory.CreateDirectory(folder);
        ExternalTool unmount = ExternalTool.Require("umount");
        ExternalTool mount = ExternalTool.Require("ntfs-3g");
        Task<ToolResult> server = Task.Run(() => mount.Run(["-o", $"no_detach,{options}", volume, folder]));
        while (!server.IsCompleted && !File.ReadAllText("/proc/mounts").Contains(folder, StringComparison.Ordinal)) Thread.Sleep(5);
        Assert.SkipWhen(server.IsCompleted, $"The volume cannot be mounted here: {(server.IsCompleted ? server.Result.Error : "")}");
        try
        {
            use(folder);
        }
        finally
        {
            // Lazily: a program that another test is just starting may still hold a file here that was open when it was forked.
            unmount.Run("-l", folder).EnsureSuccess();
            // The last bytes are written after umount has returned.
            server.Wait();
        }
    }
}
