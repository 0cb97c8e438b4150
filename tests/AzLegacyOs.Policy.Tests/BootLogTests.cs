using AzLegacyOs.Policy.Machines;

namespace AzLegacyOs.Policy.Tests;

public sealed class BootLogTests
{
    [Theory]
    [InlineData("", BootSign.Silent, null)]
    [InlineData("some text of a loader", BootSign.Silent, null)]
    [InlineData("*** STOP: 0x0000007B (0xF78D2524,0xC0000034,0x00000000,0x00000000)", BootSign.StopError, "0x0000007B INACCESSIBLE_BOOT_DEVICE")]
    [InlineData("\r\nSTOP: c000021a Unknown Hard Error", BootSign.StopError, "0xC000021A STATUS_SYSTEM_PROCESS_TERMINATED")]
    [InlineData("*** STOP: 0x000000D1 (...)", BootSign.StopError, "0x000000D1")]
    [InlineData("NTLDR is missing\r\nPress Ctrl+Alt+Del to restart", BootSign.NothingToStart, "NTLDR is missing")]
    [InlineData("Computer is booting, SAC started and initialized.\r\nSAC>", BootSign.Started, "SAC>")]
    [InlineData("*** STOP: 0x0000007B\r\n... SAC>", BootSign.Started, "SAC>")]
    [InlineData("SAC>\r\n*** STOP: 0x00000024", BootSign.StopError, "0x00000024 NTFS_FILE_SYSTEM")]
    public void The_last_sign_counts(string log, BootSign kind, string? sign)
    {
        BootReading reading = BootLog.Read(log);
        Assert.Equal((kind, sign), (reading.Kind, reading.Sign));
        Assert.Equal(kind == BootSign.Started, reading.Advice is null);
    }

    [Fact]
    public void A_log_of_any_bytes_and_length_is_read()
    {
        var random = new Random(7);
        for (int i = 0; i < 50; i++)
        {
            char[] text = new char[random.Next(20_000)];
            for (int j = 0; j < text.Length; j++) text[j] = (char)random.Next(65536);
            BootLog.Read(new string(text));
        }

        Assert.Equal(BootSign.StopError, BootLog.Read(new string('x', 5 * 1024 * 1024) + " STOP: 0x7B ").Kind);
    }
}
