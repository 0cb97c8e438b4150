using AzLegacyOs.Disks;
using AzLegacyOs.Rehearsal.Storage;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Rehearsal.Tests;

public class DiskTests
{
    [Fact]
    public void A_disk_goes_through_its_states()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        (int status, System.Text.Json.Nodes.JsonNode? body, _) = caller.Send("PUT", caller.Disk, Caller.DiskBody());
        Assert.Equal((202, "Updating", true), (status, (string)body!["properties"]!["provisioningState"]!, body["id"] is null));
        Assert.Null(caller.DiskState);
        Assert.Equal("ReadyToUpload", caller.DiskState);
        string sas = caller.Grant();
        Assert.Equal("ActiveUpload", caller.DiskState);
        Assert.Equal(201, caller.Write(sas, Caller.Size - 512, Caller.Footer).Status);
        caller.Finish("POST", caller.Disk + "/endGetAccess");
        Assert.Equal("Unattached", caller.DiskState);
        Assert.Equal(403, caller.Write(sas, 0, new byte[512]).Status);
    }

    [Theory]
    [InlineData((20L * 1024 * 1024) + 513, "BadRequest")]
    [InlineData(20L * 1024 * 1024, "BadRequest")]
    [InlineData((19L * 1024 * 1024) + 512, "BadRequest")]
    [InlineData((33L * 1024 * 1024 * 1024 * 1024) + 512, "BadRequest")]
    public void A_size_that_is_not_whole_MiB_and_a_footer_is_refused(long size, string code)
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        Assert.Equal(code, caller.Code("PUT", caller.Disk, Caller.DiskBody(size)));
    }

    [Fact]
    public void A_wrong_footer_is_told_at_the_end_as_a_failed_operation()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeDisk();
        var end = caller.Finish("POST", caller.Disk + "/endGetAccess")!;
        Assert.Equal(("Failed", "InvalidVhd"), ((string)end["status"]!, (string)end["error"]!["code"]!));
        Assert.Contains("conectix", (string)end["error"]!["message"]!);
    }

    [Fact]
    public void A_disk_under_upload_is_neither_granted_again_nor_removed()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeDisk();
        Assert.Equal("OperationNotAllowed", caller.Code("POST", caller.Disk + "/beginGetAccess", """{"access":"Write","durationInSeconds":60}"""));
        Assert.Equal("OperationNotAllowed", caller.Code("DELETE", caller.Disk));
    }

    [Fact]
    public void What_was_fixed_at_creation_cannot_be_changed()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.FillDisk();
        Assert.Equal("PropertyChangeNotAllowed", caller.Code("PUT", caller.Disk, Caller.DiskBody(generation: "V2")));
        Assert.Equal("PropertyChangeNotAllowed", caller.Code("PUT", caller.Disk, Caller.DiskBody(Caller.Size + (1024 * 1024))));
    }

    [Fact]
    public void What_was_written_is_read_back_and_the_rest_is_zeros()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        string sas = caller.MakeDisk();
        byte[] bytes = new byte[4 * 1024 * 1024];
        new Random(3).NextBytes(bytes);
        Assert.Equal(201, caller.Write(sas, 1024 * 1024 - 512, bytes).Status);
        using ByteSource disk = azure.OpenUploadedDisk("d");
        byte[] read = new byte[bytes.Length + 1024];
        disk.Read(1024 * 1024 - 1024, read, 0, read.Length);
        Assert.Equal([.. new byte[512], .. bytes, .. new byte[512]], read);
        Assert.Equal(Caller.Size, disk.Length);
        Assert.InRange(disk.GetExtents(0, disk.Length).Sum(e => e.Length), bytes.Length, bytes.Length + (2 * 64 * 1024));
        Assert.Throws<DiskFormatException>(() => disk.Read(disk.Length - 1, read, 0, 2));
    }

    [Fact]
    public void No_file_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        using (var store = new ChunkStore(folder.Path))
        {
            store.Write(0, new byte[100_000]);

            // Where a file can lose its name while it is open, not even a process that is killed leaves one.
            Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, Directory.GetFiles(folder.Path).Length);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_disk_that_is_not_there_is_said_to_be_missing()
    {
        using var azure = new RehearsalAzure();
        Assert.Throws<KeyNotFoundException>(() => azure.OpenUploadedDisk("d"));
    }
}
