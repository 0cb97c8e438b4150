using AzLegacyOs.Disks;
using AzLegacyOs.Guests.PortableExecutable;
using AzLegacyOs.Guests.Tests.Support;

namespace AzLegacyOs.Guests.Tests.PortableExecutable;

public sealed class ProgramFileTests
{
    [Theory]
    [InlineData(0x014C)]
    [InlineData(0x8664)]
    [InlineData(0xAA64)]
    public void MachineAndVersion_AreRead(int machine)
    {
        var source = new BytesSource(TestProgram.Create((ushort)machine, new Version(5, 2, 3790, 4566), "halmacpi.dll"));

        var header = PeHeader.Read(source);
        FileVersion version = FileVersion.Read(source, header)!;

        Assert.Equal(machine, header.Machine);
        Assert.Equal(new Version(5, 2, 3790, 4566), version.Version);
        Assert.Equal("halmacpi.dll", version.OriginalName);
    }

    [Fact]
    public void ZerosInPlaceOfAProgram_AreNamedAsSuch()
    {
        var problem = Assert.Throws<DiskFormatException>(() => PeHeader.Read(new BytesSource(new byte[4096])));

        Assert.Contains("zeros", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CutOffFiles_GiveAVersion_NoVersion_OrAClearError()
    {
        byte[] whole = TestProgram.Create(0x014C, new Version(6, 1, 7601, 17514), "ntkrnlmp.exe");
        for (int length = 0; length < whole.Length; length++) Try(whole[..length]);
    }

    [Fact]
    public void ChangedBytes_GiveAVersion_NoVersion_OrAClearError()
    {
        byte[] whole = TestProgram.Create(0x8664, new Version(6, 1, 7601, 17514), "ntkrnlmp.exe");
        var random = new Random(20031);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] changed = [.. whole];
            for (int i = random.Next(1, 5); i > 0; i--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Try(changed);
        }
    }

    private static void Try(byte[] bytes)
    {
        var source = new BytesSource(bytes);
        Exception? problem = Record.Exception(() => FileVersion.Read(source, PeHeader.Read(source)));
        Assert.True(problem is null or DiskFormatException, problem?.ToString());
    }
}
