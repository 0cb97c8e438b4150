using System.Text;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Azure.Upload.Resume;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Upload.Resume;

public sealed class UploadJournalTests : IDisposable
{
    private static readonly JournalHeader Header = new("https://a.blob.core.windows.net/c/d.vhd", "/disks/d.vmdk", "0123abcd", 33554944, "Sat, 03 Feb 2024 04:05:06 GMT");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_noted_is_there_for_the_next_run()
    {
        DigestedRange[] ranges = [.. Enumerable.Range(0, 5000).Select(Range)];
        Write(ranges);
        using UploadJournal again = UploadJournal.Open(_folder.Path, Header, goOn: true);
        Assert.Equal(ranges, again.Earlier.Values.OrderBy(range => range.Offset));
        Assert.Equal((Header, 5000 * 4096L), Peeked(again));
    }

    [Fact]
    public void A_tail_that_was_torn_at_any_byte_loses_the_ranges_in_it_and_no_others()
    {
        Write([.. Enumerable.Range(0, 6).Select(Range)]);
        string path = Directory.GetFiles(_folder.Path, "*.journal", SearchOption.AllDirectories).Single();
        byte[] whole = File.ReadAllBytes(path);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = 0; length <= whole.Length; length++)
        {
            // After a power failure a file may have its length and zeros in place of its last bytes.
            foreach (byte[] tail in (byte[][])[[], new byte[whole.Length - length]])
            {
                File.WriteAllBytes(path, [.. whole[..length], .. tail]);
                int expected = length < first ? 0 : whole.AsSpan(first, length - first).Count((byte)'\n');
                using (UploadJournal journal = UploadJournal.Open(_folder.Path, Header, goOn: true))
                {
                    Assert.Equal(expected, journal.Earlier.Count);
                    journal.Add(Range(9));
                }

                using UploadJournal next = UploadJournal.Open(_folder.Path, Header, goOn: true);
                Assert.Equal(expected + 1, next.Earlier.Count);
                Assert.Equal(Range(9), next.Earlier[Range(9).Offset]);
            }
        }
    }

    [Fact]
    public void A_disk_that_is_full_ends_the_notes_and_not_the_upload()
    {
        var told = new List<string>();
        using var file = new FullAfter(60);
        using var journey = new UploadJournal("", file, []) { Tell = told.Add };
        for (int i = 0; i < 5; i++) journey.Add(Range(i));
        Assert.Equal(["No space left on device"], told);
        Assert.Equal(3, file.Writes);
    }

    [Fact]
    public void Another_upload_to_the_same_target_begins_anew()
    {
        foreach (JournalHeader other in (JournalHeader[])[Header with { Image = "ffff" }, Header with { Length = 1 }, Header with { Stamp = "later" }, Header with { Stamp = null }])
        {
            Write([Range(1)]);
            using UploadJournal journal = UploadJournal.Open(_folder.Path, other, goOn: true);
            Assert.Empty(journal.Earlier);
        }

        Write([Range(1)]);
        using UploadJournal moved = UploadJournal.Open(_folder.Path, Header with { Source = "/elsewhere/d.vmdk" }, goOn: true);
        Assert.Single(moved.Earlier);
    }

    [Fact]
    public void Two_processes_do_not_upload_to_one_target()
    {
        using UploadJournal first = UploadJournal.Open(_folder.Path, Header, goOn: true);
        var exception = Assert.Throws<AzureOperationException>(() => UploadJournal.Open(_folder.Path, Header, goOn: true));
        Assert.Equal("UploadUnderWay", exception.ErrorId);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_warning()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        List<string> warnings = [];
        Assert.Null(UploadJournal.TryOpen(file, Header, goOn: true, warnings));
        Assert.Contains("AZLEGACYOS_STATE", Assert.Single(warnings));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no journal\n1 512 AAAAAAAAAAAAAAAAAAAAAA==\n")]
    [InlineData("{}\n")]
    [InlineData("{\"azlegacyosUpload\":2,\"target\":\"a\"}\n")]
    [InlineData("[1]\n")]
    public void What_is_no_journal_is_replaced(string content)
    {
        Write([]);
        string path = Directory.GetFiles(_folder.Path, "*.journal", SearchOption.AllDirectories).Single();
        File.WriteAllText(path, content, new UTF8Encoding(false));
        Assert.Null(UploadJournal.Peek(_folder.Path, Header.Target));
        using UploadJournal journal = UploadJournal.Open(_folder.Path, Header, goOn: true);
        Assert.Empty(journal.Earlier);
    }

    public void Dispose() => _folder.Dispose();

    private static DigestedRange Range(int number) => new(number * 8192L, 4096, ulong.MaxValue - (ulong)number);

    private (JournalHeader Header, long Bytes)? Peeked(UploadJournal open)
    {
        open.Dispose();
        return UploadJournal.Peek(_folder.Path, Header.Target);
    }

    private void Write(IEnumerable<DigestedRange> ranges)
    {
        using UploadJournal journal = UploadJournal.Open(_folder.Path, Header, goOn: false);
        foreach (DigestedRange range in ranges) journal.Add(range);
    }

    /// <summary>Takes so many bytes, and part of a write that does not fit.</summary>
    private sealed class FullAfter(int room) : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            base.Write(buffer, offset, (int)Math.Min(count, room - Length));
            if (Length == room) throw new IOException("No space left on device");
        }
    }
}
