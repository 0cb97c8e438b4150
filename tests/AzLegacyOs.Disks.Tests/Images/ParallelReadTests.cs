using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images;

public sealed class ParallelReadTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw", null)]
    [InlineData("vpc", "subformat=dynamic,force_size=on")]
    [InlineData("vhdx", "block_size=1M")]
    [InlineData("vmdk", "subformat=streamOptimized")]
    [InlineData("qcow2", "cluster_size=512")]
    public void Reads_from_several_threads_do_not_disturb_each_other(string format, string? options)
    {
        byte[] bytes = new byte[6 * MiB];
        new Random(9).NextBytes(bytes.AsSpan(MiB, 4 * MiB));
        (bytes[510], bytes[511]) = (0x55, 0xAA);
        string raw = _folder.Combine("disk.raw");
        string path = _folder.Combine("disk.img");
        File.WriteAllBytes(raw, bytes);
        string[] optionArguments = options is null ? [] : ["-o", options];
        string[] compression = format == "qcow2" ? ["-c"] : [];
        ExternalTool.Require("qemu-img").Run(["convert", "-f", "raw", "-O", format, .. compression, .. optionArguments, raw, path]).EnsureSuccess();
        using DiskImage image = DiskImage.Open(path);

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var random = new Random(i);
            int count = random.Next(1, 20_000);
            int offset = random.Next(bytes.Length - count);
            Assert.True(bytes.AsSpan(offset, count).SequenceEqual(image.ReadBytes(offset, count)), $"{count} bytes at {offset}");
        });
    }
}
