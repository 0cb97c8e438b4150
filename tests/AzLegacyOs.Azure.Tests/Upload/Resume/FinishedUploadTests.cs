using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload.Resume;

public sealed class FinishedUploadTests : IDisposable
{
    private static readonly JournalHeader Header = new("https://a.blob.core.windows.net/c/d.vhd", "/disks/d.vmdk", "0123abcd", 33554944, "Sat, 03 Feb 2024 04:05:06 GMT");

    private static readonly FinishedUpload Upload = new(Header, "\"0x8DC2\"", "0f");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_noted_is_found_for_the_same_image_and_target_alone()
    {
        Assert.Null(FinishedUpload.Find(_folder.Path, Header));
        Note();
        Assert.Equal(Upload, FinishedUpload.Find(_folder.Path, Header with { Source = "/moved/d.vmdk" }));
        Assert.All(
            [Header with { Target = "https://a.blob.core.windows.net/c/e.vhd" }, Header with { Image = "ffff" }, Header with { Length = 1 }, Header with { Stamp = null }],
            other => Assert.Null(FinishedUpload.Find(_folder.Path, other)));
        Assert.Null(FinishedUpload.Find(null, Header));
    }

    [Fact]
    public void What_was_torn_is_nothing_or_finds_no_target()
    {
        Note();
        string path = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Single();
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(path, [.. whole[..length], .. new byte[whole.Length - length]]);
            Assert.NotEqual(Upload, FinishedUpload.Find(_folder.Path, Header));
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Note()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StateFolder.FinishedOf(_folder.Path, Header.Target))!);
        Upload.Note(_folder.Path);
    }
}
