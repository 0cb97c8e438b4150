using System.Text;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Disks;
using AzLegacyOs.Rehearsal.Exchanges;
using global::Azure;

namespace AzLegacyOs.Azure.Tests.Upload;

public class PageListTests
{
    [Fact]
    public void Ranges_with_data_are_read_in_order_and_cleared_ones_are_not()
    {
        IReadOnlyList<ByteExtent> ranges = Read(
            "<PageList><PageRange><Start>1024</Start><End>2047</End></PageRange><ClearRange><Start>4096</Start><End>8191</End></ClearRange>"
            + "<PageRange><Start>0</Start><End>511</End></PageRange><NextMarker /></PageList>");
        Assert.Equal([new ByteExtent(0, 512), new ByteExtent(1024, 1024)], ranges);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no list")]
    [InlineData("<PageList><PageRange><Start>0</Start></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>0</Start><End>-1</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>1</Start><End>511</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>512</Start><End>511</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>1048576</Start><End>1049087</End></PageRange></PageList>")]
    [InlineData("<PageList><PageRange><Start>0</Start><End>9223372036854775807</End></PageRange></PageList>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><PageList>&b;</PageList>")]
    public void What_is_no_list_of_pages_of_the_target_is_refused(string body) =>
        Assert.Throws<RequestFailedException>(() => Read(body));

    private static IReadOnlyList<ByteExtent> Read(string body)
    {
        using var response = new RehearsalResponse(new RehearsalReply(200, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)), "");
        return PageList.Read(response, 1024 * 1024);
    }
}
