using System.Text;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images;

public sealed class DiskImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_raw_disk_is_the_file_itself()
    {
        byte[] bytes = new byte[1024 * 1024];
        bytes[510] = 0x55;
        bytes[511] = 0xAA;
        bytes[777_777] = 42;
        string path = Write("disk.vhdx", bytes);

        using DiskImage image = DiskImage.Open(path);

        Assert.Equal((DiskImageFormat.Raw, null), (image.Format, image.Subformat));
        SourceAssert.EqualsFile(path, image);
        Assert.InRange(image.BytesRead - bytes.Length, 1, 256 * 1024);
    }

    [Fact]
    public void An_empty_disk_is_a_disk()
    {
        using DiskImage image = DiskImage.Open(Write("disk", new byte[3 * 1024 * 1024]));
        Assert.Equal(DiskImageFormat.Raw, image.Format);
    }

    [Fact]
    public void A_fixed_VHD_without_its_footer_is_noticed()
    {
        byte[] bytes = new byte[(2 * 1024 * 1024) + 512];
        using DiskImage image = DiskImage.Open(Write("disk", bytes));
        Assert.Contains("VHD footer", Assert.Single(image.Remarks).Text);
    }

    [Fact]
    public void A_4K_disk_is_known_by_its_GPT()
    {
        byte[] bytes = new byte[1024 * 1024];
        Encoding.ASCII.GetBytes("EFI PART").CopyTo(bytes, 4096);
        using DiskImage image = DiskImage.Open(Write("disk", bytes));
        Assert.Equal(4096, image.LogicalSectorSize);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 0)]
    [InlineData(2, 1)]
    public void A_file_that_was_cut_is_read_as_one(int digits, int firstNumber)
    {
        string whole = _folder.Combine("whole.vhd");
        QemuImage.Create(whole, "vpc", 10 * 1024 * 1024, "subformat=fixed,force_size=on", (0, 512, 1), (3_000_000, 300_000, 2));
        byte[] bytes = File.ReadAllBytes(whole);
        string[] parts = [.. bytes.Chunk(3_000_000).Select((part, i) => Write("disk." + (i + firstNumber).ToString("D" + digits), part))];

        using DiskImage image = DiskImage.Open(parts[0]);

        Assert.Equal((DiskImageFormat.Vhd, bytes.Length), (image.Format, image.FileLength));
        Assert.Contains("4 files", Assert.Single(image.Remarks).Text);
        Assert.Equal(parts, image.FileNames);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(whole, "vpc", _folder.Combine("whole.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Theory]
    [InlineData("disk.vhd", "fixed", 3_000_000)]
    [InlineData("DISK.VHD", "dynamic", 1_500_000)]
    [InlineData("disk.vhd", "fixed", 10 * 1024 * 1024 + 200)] // the footer itself is cut
    public void A_VHD_that_Virtual_PC_cut_is_read_as_one(string name, string subformat, int partLength)
    {
        string whole = _folder.Combine("whole.vhd");
        QemuImage.Create(whole, "vpc", 10 * 1024 * 1024, $"subformat={subformat},force_size=on", (0, 512, 1), (3_000_000, 300_000, 2));
        byte[] bytes = File.ReadAllBytes(whole);
        string start = Path.ChangeExtension(name, null) + Path.GetExtension(name)[..2];
        string[] parts = [.. bytes.Chunk(partLength).Select((part, i) => Write(i == 0 ? name : $"{start}{i:D2}", part))];

        using DiskImage image = DiskImage.Open(parts[0]);

        Assert.Equal((DiskImageFormat.Vhd, bytes.Length), (image.Format, image.FileLength));
        Assert.Contains($"{parts.Length} files", Assert.Single(image.Remarks).Text);
        Assert.Equal(parts, image.FileNames);
        SourceAssert.EqualsFile(QemuImage.ConvertToRaw(whole, "vpc", _folder.Combine("whole.raw")), image);
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_whole_VHD_has_no_parts()
    {
        string path = _folder.Combine("disk.vhd");
        QemuImage.Create(path, "vpc", 10 * 1024 * 1024, "subformat=fixed,force_size=on", (0, 512, 1));
        File.Copy(path, _folder.Combine("disk.v01"));
        using DiskImage image = DiskImage.Open(path);
        Assert.Equal([path], image.FileNames);
        Assert.Empty(image.Remarks);
    }

    [Fact]
    public void Files_of_other_lengths_are_no_parts()
    {
        string first = Write("disk.001", new byte[1_000_000]);
        Write("disk.002", new byte[1_000_001]);
        using DiskImage image = DiskImage.Open(first);
        Assert.Equal(1_000_000, image.Length);
    }

    [Theory]
    [InlineData("", "less than one sector")]
    [InlineData("short", "less than one sector")]
    [InlineData("PK\u0003\u0004", "a ZIP archive")]
    [InlineData("7z\u00BC\u00AF\u0027\u001C", "a 7-Zip archive")]
    [InlineData("\u001F\u008B\u0008", "a gzip file")]
    [InlineData("MSWIM\0\0\0", "Windows imaging file")]
    [InlineData("regf", "registry hive")]
    [InlineData("MZ\u0090\0\u0003\0\0\0", "no partition table")]
    public void What_is_no_disk_image_is_named(string start, string reason)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(start);
        string path = Write("file.vhd", start.Length is 0 or 5 ? bytes : [.. bytes, .. new byte[4096]]);

        var e = Assert.Throws<DiskFormatException>(() => DiskImage.Open(path));

        Assert.Contains("not a disk image", e.Reason);
        Assert.Contains(reason, e.Reason);
        Assert.Contains(path, e.Message);
    }

    [Fact]
    public void Text_is_no_disk_image()
    {
        string path = Write("notes.vhd", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Backup of the old server, do not delete.\r\n", 50))));
        Assert.Contains("a text file", Assert.Throws<DiskFormatException>(() => DiskImage.Open(path)).Reason);
    }

    [Fact]
    public void An_optical_disc_is_no_empty_disk()
    {
        byte[] bytes = new byte[64 * 1024];
        Encoding.ASCII.GetBytes("\u0001CD001\u0001").CopyTo(bytes, 0x8000);
        Assert.Contains("ISO 9660", Assert.Throws<DiskFormatException>(() => DiskImage.Open(Write("cd.iso", bytes))).Reason);
    }

    [Fact]
    public void A_directory_and_a_missing_file_are_errors_of_the_path()
    {
        Assert.Contains("directory", Assert.Throws<DiskFormatException>(() => DiskImage.Open(_folder.Path)).Reason);
        Assert.Throws<FileNotFoundException>(() => DiskImage.Open(_folder.Combine("none.vhd")));
    }

    [Fact]
    public void A_file_that_someone_writes_to_is_opened_with_a_remark()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows tells a reader that others write.");
        string path = Write("disk", new byte[1024 * 1024]);
        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using DiskImage image = DiskImage.Open(path);
        Assert.Contains(image.Remarks, r => r.Text.Contains("open for writing"));
    }

    [Fact]
    public void Opening_never_keeps_a_file_that_is_refused()
    {
        string path = Write("notes", Encoding.ASCII.GetBytes(new string('x', 600)));
        Assert.Throws<DiskFormatException>(() => DiskImage.Open(path));
        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(600, exclusive.Length);
    }

    [Fact]
    public void Every_disk_of_the_corpus_opens_or_is_refused_with_a_reason()
    {
        Corpus.Require();
        foreach (string name in Corpus.List("disks"))
        {
            try
            {
                using DiskImage image = DiskImage.Open(Corpus.Open(name));
                Assert.True(image.Length > 0, name);
            }
            catch (DiskFormatException e)
            {
                Assert.True(e.Reason.Length > 0, name);
            }
        }
    }

    private string Write(string name, byte[] bytes)
    {
        string path = _folder.Combine(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
