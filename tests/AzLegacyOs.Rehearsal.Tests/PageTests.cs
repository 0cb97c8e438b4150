using System.Text;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Tests;

public class PageTests
{
    [Fact]
    public void The_endpoint_refuses_what_Azure_refuses()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        string sas = caller.MakeDisk();
        AssertRefused(416, "InvalidPageRange", caller.Write(sas, 100, new byte[512]));
        AssertRefused(416, "InvalidPageRange", caller.Write(sas, 0, new byte[100]));
        AssertRefused(416, "InvalidPageRange", caller.Write(sas, Caller.Size, new byte[512]));
        AssertRefused(413, "RequestBodyTooLarge", caller.Write(sas, 0, new byte[(4 * 1024 * 1024) + 512]));
        AssertRefused(400, "Crc64Mismatch", caller.Write(sas, 0, new byte[512], "AQIDBAUGBwg="));
        AssertRefused(400, "InvalidHeaderValue", caller.Page("PUT", sas, "page", new byte[512], ("x-ms-page-write", "update"), ("x-ms-range", "bytes=0-1023")));
        AssertRefused(400, "InvalidHeaderValue", caller.Page("PUT", sas, "page", new byte[512], ("x-ms-range", "bytes=0-511")));
        AssertRefused(400, "MissingRequiredHeader", caller.Page("PUT", sas, "page", new byte[512], ("x-ms-page-write", "update")));
        AssertRefused(409, "OperationNotAllowedOnDisk", caller.Page("PUT", sas, "metadata"));
        AssertRefused(403, "AuthenticationFailed", caller.Write(sas.Replace("sig=", "sig=x"), 0, new byte[512]));
    }

    [Fact]
    public void An_address_runs_out()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        string sas = caller.MakeDisk();
        Assert.Equal(201, caller.Write(sas, 0, new byte[512]).Status);
        azure.Clock = () => DateTimeOffset.UtcNow.AddSeconds(61);
        AssertRefused(403, "AuthenticationFailed", caller.Write(sas, 0, new byte[512]));
        Assert.Equal(201, caller.Write(caller.Grant(), 0, new byte[512]).Status);
    }

    [Fact]
    public void Length_ranges_and_bytes_can_be_asked_for()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        string sas = caller.MakeDisk();
        byte[] ones = [.. Enumerable.Repeat((byte)1, 1024)];
        caller.Write(sas, 64 * 1024, ones);
        Assert.Equal(Caller.Size.ToString(), caller.Page("HEAD", sas, null).Headers["Content-Length"]);
        Assert.Contains("<Start>65536</Start>", Encoding.UTF8.GetString(caller.Page("GET", sas, "pagelist").Body));
        RehearsalReply read = caller.Page("GET", sas, null, null, ("Range", "bytes=65536-66559"));
        Assert.Equal(206, read.Status);
        Assert.Equal(ones, read.Body);
        Assert.Equal(201, caller.Page("PUT", sas, "page", [], ("x-ms-page-write", "clear"), ("x-ms-range", "bytes=65536-66559")).Status);
        Assert.Equal(new byte[1024], caller.Page("GET", sas, null, null, ("Range", "bytes=65536-66559")).Body);
    }

    private static void AssertRefused(int status, string code, RehearsalReply reply)
    {
        Assert.Equal((status, code), (reply.Status, reply.Headers.GetValueOrDefault("x-ms-error-code")));
        Assert.Contains($"<Code>{code}</Code>", Encoding.UTF8.GetString(reply.Body));
    }
}
