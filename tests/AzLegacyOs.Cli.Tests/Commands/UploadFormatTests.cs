using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>One disk, uploaded from every format to a storage service that nobody here wrote: what is read back is the disk, byte for byte.</summary>
public sealed class UploadFormatTests(Azurite azurite) : IClassFixture<Azurite>
{
    private const int MiB = 1024 * 1024;

    private const int FooterLength = 512;

    [Fact]
    public async Task The_page_blob_is_the_disk_from_every_format()
    {
        ExternalTool qemu = ExternalTool.Require("qemu-img");
        await azurite.StartAsync();
        using var folder = new TemporaryFolder();
        string raw = folder.Combine("disk.img");
        qemu.Run("convert", "-f", "vpc", "-O", "raw", Fixtures.Get("server2003r2-x86"), raw).EnsureSuccess();

        // Not a whole number of MiB, as old disks are; what fills the last one up is zero.
        byte[] disk = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
        Array.Resize(ref disk, (disk.Length + MiB - 1) / MiB * MiB);
        List<string> images = [raw, .. QemuFormats.All.Select(format => QemuFormats.Write(qemu, folder, raw, format.Format, format.Options))];
        for (int i = 0; i < images.Count; i++)
        {
            string name = $"format-{i}.vhd";
            CommandRun run = await CommandRun.Of("upload", images[i], "--sas-uri", azurite.Sas(name, "rcw"), "--verify", "--output", "json");
            Assert.True(run.ExitCode == ExitCode.Done, images[i] + run.Error);
            Assert.InRange(run.Json.GetProperty("uploadedBytes").GetInt64(), MiB, disk.Length / 2);
            byte[] stored = await azurite.ReadAsync(name);
            Assert.Equal(disk.Length + FooterLength, stored.Length);
            Assert.True(disk.AsSpan().SequenceEqual(stored.AsSpan(0, disk.Length)), $"{images[i]} differs.");
            Assert.True("conectix"u8.SequenceEqual(stored.AsSpan(disk.Length, 8)), $"{images[i]} has no footer.");
        }
    }
}
