using System.Text;
using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Azure.Tests.Upload;

public class Crc64Tests
{
    [Fact]
    public void The_check_value_of_CRC_64_NVME_comes_out() => Assert.Equal(0xAE8B14860A799888, Crc64.Compute("123456789"u8));

    /// <summary>
    /// The first two are of crypt_functions_test.cpp in Azure/azure-sdk-for-cpp. The third is what the service itself answered to 1024 times "b",
    /// as recorded in Azure/azure-sdk-for-js: 400 Crc64Mismatch with ServerCalculatedCrc.
    /// </summary>
    [Theory]
    [InlineData("", "AAAAAAAAAAA=")]
    [InlineData("Hello Azure!", "DtjZpL9/o8c=")]
    [InlineData(null, "pK+ypU+jreM=")]
    public void It_is_the_checksum_of_Azure_Storage(string? text, string expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text ?? new string('b', 1024));
        Assert.Equal(expected, DigestedRange.Of(0, bytes, 0, bytes.Length).ChecksumText);
    }

    [Fact]
    public void Every_length_and_start_gives_what_a_bit_at_a_time_gives()
    {
        byte[] bytes = new byte[700];
        new Random(64).NextBytes(bytes);
        for (int start = 0; start < 9; start++)
        {
            for (int end = start; end <= bytes.Length; end++) Assert.Equal(BitByBit(bytes.AsSpan(start..end)), Crc64.Compute(bytes.AsSpan(start..end)));
        }
    }

    private static ulong BitByBit(ReadOnlySpan<byte> bytes)
    {
        ulong state = ulong.MaxValue;
        foreach (byte b in bytes)
        {
            state ^= b;
            for (int bit = 0; bit < 8; bit++) state = (state >> 1) ^ ((state & 1) * 0x9A6C9329AC4BC9B5);
        }

        return ~state;
    }
}
