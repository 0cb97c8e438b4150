using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Guests.Tests.Audits.Defects;
using AzLegacyOs.Guests.Tests.Support;
using AzLegacyOs.Policy;
using static AzLegacyOs.Guests.Tests.Audits.Defects.RegistryChange;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>
/// Hives with damaged cells, in guests that have defects: what can be read is read, nothing is thrown, and a defect that is out of reach
/// now is not taken for its absence.
/// </summary>
public sealed class DamagedHiveTests
{
    private const int Rounds = 25;
    private const int BaseBlockLength = 4096;
    private const int BinHeaderLength = 32;
    private const int PageLength = 4096;
    private const int SectorLength = 512;

    /// <summary>The rules that speak of what could not be read.</summary>
    private static readonly string[] Doubts = ["ALO3031", "ALO3032", "ALO3034"];

    private static readonly Action<GuestDisk> Defects = Start("Dhcp", 4) + Start("TermService", 4) + Start("atapi", 3)
        + Set(@"SYSTEM\CCS\Control\Terminal Server", "fDenyTSConnections", 1)
        + Set(@"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDenyTSConnections", 1);

    [Theory]
    [InlineData(On.Server2003, "SYSTEM")]
    [InlineData(On.Server2003, "SOFTWARE")]
    [InlineData(On.Server2008R2, "SYSTEM")]
    [InlineData(On.Server2008R2, "BCD")]
    [InlineData(On.Server2008R2, "SAM")]
    [InlineData(On.Server2016, "SYSTEM")]
    [InlineData(On.Server2016, "SOFTWARE")]
    [InlineData(On.Server2016, "SECURITY")]
    public void No_defect_is_taken_for_healthy_because_its_cell_is_damaged(string guest, string hive)
    {
        using var disk = new GuestDisk(HealthyGuest.Of(guest));
        Defects(disk);
        byte[] content = disk.ReadHive(hive), image = File.ReadAllBytes(disk.Path);
        IReadOnlyList<string> expected = Judge(image, "undamaged").Ids;
        Assert.Contains("ALO5012", expected);
        List<int>[] places = FindPages(image, content);
        List<(int Offset, int Length)> cells = FindCells(content);
        var random = new Random(20030424);
        int roundsWithDamage = 0;
        for (int round = 0; round < Rounds; round++)
        {
            List<int> damaged = [];
            foreach ((int offset, int length) in Enumerable.Range(0, random.Next(1, 6)).Select(_ => cells[random.Next(cells.Count)]))
            {
                int page = offset / PageLength, within = offset % PageLength;
                byte[] bytes = MakeDamage(Math.Min(length, PageLength - within), random);
                foreach (int place in places[page]) bytes.CopyTo(image, place + within);
                damaged.Add(page);
            }

            (IReadOnlyList<string> ids, bool said) = Judge(image, $"{guest}, {hive}, round {round}");
            if (said) roundsWithDamage++;
            Assert.True(said || expected.All(ids.Contains), $"{guest}, {hive}, round {round}: {string.Join(' ', expected.Except(ids))} disappeared, and no damage was said");
            foreach (int page in damaged)
            {
                foreach (int place in places[page]) content.AsSpan(page * PageLength, PageLength).CopyTo(image.AsSpan(place));
            }
        }

        Assert.InRange(roundsWithDamage, hive is "SYSTEM" or "SOFTWARE" ? Rounds / 4 : 0, Rounds);
    }

    /// <summary>The rules that fire, and whether the assessment says that something could not be read.</summary>
    private static (IReadOnlyList<string> Ids, bool Said) Judge(byte[] image, string what)
    {
        Assessment? assessment = null;
        Exception? thrown = Record.Exception(() =>
        {
            using DiskImage disk = DiskImage.Open(new BytesSource(image));
            assessment = Audit.Assess(ImageInspector.Inspect(disk), new Request());
        });
        Assert.True(thrown is null, $"{what}: {thrown}");
        IReadOnlyList<string> ids = Audit.Ids(assessment!);
        return (ids, ids.Intersect(Doubts).Any());
    }

    /// <summary>Cells that hold keys, values or lists. What is changed in a cell of data is another value, and no damage that can be seen.</summary>
    private static List<(int Offset, int Length)> FindCells(byte[] hive)
    {
        var cells = new List<(int, int)>();
        for (int bin = BaseBlockLength; bin < hive.Length;)
        {
            int end = bin + BinaryPrimitives.ReadInt32LittleEndian(hive.AsSpan(bin + 8));
            for (int cell = bin + BinHeaderLength; cell < end;)
            {
                int size = BinaryPrimitives.ReadInt32LittleEndian(hive.AsSpan(cell));
                if (size < 0 && Encoding.ASCII.GetString(hive, cell + 4, 2) is "nk" or "vk" or "lf" or "lh" or "li" or "ri") cells.Add((cell + 4, -size - 4));
                cell += Math.Abs(size);
            }

            bin = end;
        }

        return cells;
    }

    private static byte[] MakeDamage(int length, Random random)
    {
        byte[] bytes = new byte[length];
        switch (random.Next(3))
        {
            case 0:
                break;
            case 1:
                bytes.AsSpan().Fill(0xFF);
                break;
            default:
                random.NextBytes(bytes);
                break;
        }

        return bytes;
    }

    /// <summary>Where each page of a file lies on the disk, copies that were left behind included.</summary>
    private static List<int>[] FindPages(byte[] image, byte[] file)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int page = 0; page < file.Length; page += PageLength) places[Print(file, page)] = [];
        for (int sector = 0; sector + PageLength <= image.Length; sector += SectorLength)
        {
            if (image.AsSpan(sector, 16).ContainsAnyExcept((byte)0) && places.TryGetValue(Print(image, sector), out List<int>? found)) found.Add(sector);
        }

        return [.. Enumerable.Range(0, file.Length / PageLength).Select(page => places[Print(file, page * PageLength)])];
    }

    private static string Print(byte[] bytes, int offset) => Convert.ToHexString(SHA256.HashData(bytes.AsSpan(offset, PageLength)));
}
