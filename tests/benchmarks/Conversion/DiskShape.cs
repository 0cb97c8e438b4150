using Microsoft.Win32.SafeHandles;

namespace AzLegacyOs.Benchmarks.Conversion;

/// <summary>A disk by its size and where its data lies. The data is random, so that no program gains by finding zeros in it.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Length">Size of the disk in bytes.</param>
/// <param name="PieceLength">Length of each run of data in bytes.</param>
/// <param name="Pieces">Number of runs, spread evenly over the disk, each at a random place in its part.</param>
internal sealed record DiskShape(string Name, long Length, int PieceLength, int Pieces)
{
    private const int MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;

    public static IReadOnlyList<DiskShape> All { get; } =
    [
        new("10 GiB, 1 GiB of data scattered", 10 * GiB, MiB / 2, 2048),
        new("2 GiB, all random data", 2 * GiB, MiB, 2048),
        new("64 GiB, 64 MiB of data", 64 * GiB, 64 * 1024, 1024),
    ];

    /// <summary>Writes the disk as a fixed VHD with holes into a folder; the same each time but for its footer.</summary>
    /// <returns>Path of the image.</returns>
    public string WriteFixedVhd(string folder)
    {
        string raw = Path.Combine(folder, "disk.raw"), image = Path.Combine(folder, $"{Length >> 30}-{Pieces}.vhd");
        Write(raw);
        PairedRuns.Output(["qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", "subformat=fixed,force_size=on", raw, image]);
        File.Delete(raw);
        return image;
    }

    /// <summary>Writes the disk as a raw file with holes; the same each time.</summary>
    public void Write(string path)
    {
        var random = new Random(4);
        byte[] piece = new byte[PieceLength];
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.SetLength(file, Length);
        long part = Length / Pieces;
        for (int i = 0; i < Pieces; i++)
        {
            random.NextBytes(piece);
            long room = (part - PieceLength) / 4096;
            RandomAccess.Write(file, piece, (i * part) + (random.NextInt64(room + 1) * 4096));
        }
    }
}
