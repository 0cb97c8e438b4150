using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Oracles;

/// <summary>Which fixtures hold what, by the table of what a reader should say of each.</summary>
internal static class FixtureNames
{
    /// <summary>The images that read as a VHD, sound or not.</summary>
    public static TheoryData<string> Vhds => [.. Fixtures.Expected.Where(row => row.Value.Disk?.Format == "Vhd").Select(row => row.Key)];

    /// <summary>The disks with a Windows, each content once.</summary>
    public static TheoryData<string> Guests => [.. Fixtures.Expected.Where(row => row.Value.Guest?.Family == "Windows" && row.Value.DiskOf is null).Select(row => row.Key)];
}
