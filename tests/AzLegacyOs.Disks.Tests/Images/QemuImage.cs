using System.Globalization;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images;

/// <summary>Images made by qemu-img and filled by qemu-io, which nobody here wrote.</summary>
internal static class QemuImage
{
    /// <summary>Makes an image.</summary>
    /// <param name="path">Where.</param>
    /// <param name="format">qemu's name of the format: vpc, vhdx, vmdk, vdi, qcow2, raw.</param>
    /// <param name="size">Size of the disk in bytes.</param>
    /// <param name="options">qemu's options, as after -o.</param>
    /// <param name="writes">What is written: offset, length, value of each byte.</param>
    public static void Create(string path, string format, long size, string? options, params (long Offset, long Length, byte Value)[] writes)
    {
        string[] optionArguments = options is null ? [] : ["-o", options];
        ExternalTool.Require("qemu-img").Run(["create", "-q", "-f", format, .. optionArguments, path, size.ToString(CultureInfo.InvariantCulture)]).EnsureSuccess();
        Write(path, format, writes);
    }

    public static void Write(string path, string format, params (long Offset, long Length, byte Value)[] writes)
    {
        if (writes.Length == 0) return;
        IEnumerable<string> commands = writes.SelectMany(w => new[] { "-c", $"write -q -P {w.Value} {w.Offset} {w.Length}" });
        ExternalTool.Require("qemu-io").Run(["-f", format, .. commands, path]).EnsureSuccess();
    }

    /// <summary>What qemu reads from an image: a raw file.</summary>
    public static string ConvertToRaw(string path, string format, string target)
    {
        ExternalTool.Require("qemu-img").Run("convert", "-f", format, "-O", "raw", path, target).EnsureSuccess();
        return target;
    }

    /// <summary>Fails unless both images hold the same disk of the same size, by qemu's reading.</summary>
    public static void AssertIdentical(string path, string format, string otherPath, string otherFormat) => Compare(["-s"], path, format, otherPath, otherFormat);

    /// <summary>Fails unless both images hold the same disk, zeros at the end of one apart, by qemu's reading.</summary>
    public static void AssertSameData(string path, string format, string otherPath, string otherFormat) => Compare([], path, format, otherPath, otherFormat);

    private static void Compare(string[] options, string path, string format, string otherPath, string otherFormat)
    {
        ToolResult result = ExternalTool.Require("qemu-img").Run(["compare", .. options, "-f", format, "-F", otherFormat, path, otherPath]);
        Assert.True(result.ExitCode == 0, result.OutputText + result.Error);
    }
}
