using AzLegacyOs.Disks.Images;
using AzLegacyOs.Disks.Images.Vhd;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Images.Vhd;

public sealed class DifferencingVhdTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_chain_of_three_reads_as_one_disk()
    {
        (string child, byte[] expected) = MakeChain();

        using DiskImage image = DiskImage.Open(child);

        Assert.Equal(DiskImageSubformat.Differencing, image.Subformat);
        Assert.Empty(image.Remarks);
        Assert.Equal(expected, image.ReadBytes(0, (int)image.Length));
        Assert.Equal(expected[1000..70_001], image.ReadBytes(1000, 69_001));
        SourceAssert.ExtentsCoverAllData(image);
    }

    [Fact]
    public void A_parent_that_moved_beside_its_child_is_found()
    {
        VhdFooter parent = MakeBase("base.vhd");
        DifferencingVhd.Create(_folder.Combine("child.vhd"), parent, @"..\elsewhere\base.vhd", @"C:\ProgramData\VMs\base.vhd", (3, 33));

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Equal([33, 1], new[] { image.ReadBytes(3 * 512, 1)[0], image.ReadBytes(0, 1)[0] });
    }

    [Fact]
    public void A_parent_is_found_whatever_the_case_of_its_letters()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system itself takes the names for the same.");
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("Base.VHD"), @".\BASE.vhd", null, (3, 33));

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Equal([33, 1], new[] { image.ReadBytes(3 * 512, 1)[0], image.ReadBytes(0, 1)[0] });
        Assert.Equal(["child.vhd", "Base.VHD"], image.FileNames.Select(Path.GetFileName));
    }

    [Fact]
    public void A_parent_that_was_cut_is_read_as_one()
    {
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("base.vhd"), @".\base.vhd", null, (3, 33));
        byte[] bytes = File.ReadAllBytes(_folder.Combine("base.vhd"));
        File.WriteAllBytes(_folder.Combine("base.vhd"), bytes[..(bytes.Length / 2)]);
        File.WriteAllBytes(_folder.Combine("base.v01"), bytes[(bytes.Length / 2)..]);

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Equal([33, 1], new[] { image.ReadBytes(3 * 512, 1)[0], image.ReadBytes(0, 1)[0] });
    }

    [Fact]
    public async Task A_pipe_is_no_parent_and_holds_nobody_up()
    {
        ExternalTool tool = ExternalTool.Require("mkfifo");
        string pipe = _folder.Combine("pipe.vhd");
        tool.Run(pipe).EnsureSuccess();
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("other.vhd"), @".\pipe.vhd", null, (3, 33));

        // Opening a pipe waits until somebody writes to it.
        using DiskImage image = await Task.Run(() => DiskImage.Open(_folder.Combine("child.vhd"))).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Contains("was not found", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void A_missing_parent_is_named_when_data_is_read()
    {
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("base.vhd"), @".\base.vhd", null, (3, 33));
        File.Delete(_folder.Combine("base.vhd"));

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Equal("base.vhd", image.ParentName);
        Assert.Contains(@".\base.vhd", Assert.Throws<DiskFormatException>(() => image.ReadBytes(3 * 512, 512)).Reason);
    }

    [Fact]
    public void A_wrong_parent_is_refused()
    {
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("base.vhd"), @".\base.vhd", null, (3, 33));
        File.Delete(_folder.Combine("base.vhd"));
        MakeBase("base.vhd");

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Contains("its unique id is", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void A_parent_made_at_another_time_is_used_with_a_remark()
    {
        VhdFooter parent = MakeBase("base.vhd");
        DifferencingVhd.Create(_folder.Combine("child.vhd"), parent with { TimestampSeconds = 77 }, @".\base.vhd", null, (3, 33));

        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));

        Assert.Equal(1, image.ReadBytes(0, 1)[0]);
        Assert.Contains("time stamp", Assert.Single(image.Remarks).Text);
    }

    [Fact]
    public void A_chain_that_bites_its_tail_is_refused()
    {
        VhdFooter parent = MakeBase("base.vhd");
        VhdFooter one = DifferencingVhd.Create(_folder.Combine("one.vhd"), parent, @".\two.vhd", null);
        DifferencingVhd.Create(_folder.Combine("two.vhd"), one, @".\one.vhd", null);
        File.Delete(_folder.Combine("base.vhd"));
        // One names two as its parent; two is now a child of one.
        byte[] bytes = File.ReadAllBytes(_folder.Combine("one.vhd"));
        VhdFooter.Parse(File.ReadAllBytes(_folder.Combine("two.vhd"))[^512..]).UniqueId.ToByteArray().CopyTo(bytes, 512 + 40);
        File.WriteAllBytes(_folder.Combine("one.vhd"), bytes);

        using DiskImage image = DiskImage.Open(_folder.Combine("one.vhd"));

        Assert.Contains("leads back", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void A_parent_on_another_machine_is_not_asked_for()
    {
        DifferencingVhd.Create(_folder.Combine("child.vhd"), MakeBase("other.vhd"), null, @"\\server\share\none.vhd", (3, 33));
        using DiskImage image = DiskImage.Open(_folder.Combine("child.vhd"));
        Assert.Contains("was not found", Assert.Throws<DiskFormatException>(() => image.ReadBytes(0, 512)).Reason);
    }

    [Fact]
    public void A_damaged_child_gives_an_error_or_is_survived()
    {
        (string child, _) = MakeChain();
        byte[] bytes = File.ReadAllBytes(child);
        Mutations.Run(bytes, [new(0, 4096 + 512), new(bytes.Length - 512, 512)], 1000, ImageReading.ReadEverything);
    }

    private (string Child, byte[] Expected) MakeChain()
    {
        VhdFooter parent = MakeBase("base.vhd");
        VhdFooter middle = DifferencingVhd.Create(_folder.Combine("middle.vhd"), parent, @".\base.vhd", @"C:\VMs\base.vhd", (0, 20), (5, 21), (6, 22), (4000, 23));
        Directory.CreateDirectory(_folder.Combine("snapshots"));
        string child = _folder.Combine("snapshots", "child.avhd");
        DifferencingVhd.Create(child, middle, @"..\middle.vhd", null, (6, 30), (7, 31), (129, 32), (4001, 33));

        byte[] expected = new byte[4 * MiB];
        expected.AsSpan(0, 512).Fill(20);
        expected.AsSpan(512, (4 * 512)).Fill(1);
        foreach ((int sector, byte value) in new (int, byte)[] { (5, 21), (6, 30), (7, 31), (129, 32), (4000, 23), (4001, 33) }) expected.AsSpan(sector * 512, 512).Fill(value);
        return (child, expected);
    }

    private VhdFooter MakeBase(string name)
    {
        string path = _folder.Combine(name);
        QemuImage.Create(path, "vpc", 4 * MiB, "subformat=dynamic,force_size=on", (0, 5 * 512, 1));
        using var image = (VhdImage)DiskImage.Open(path);
        return image.Footer;
    }
}
