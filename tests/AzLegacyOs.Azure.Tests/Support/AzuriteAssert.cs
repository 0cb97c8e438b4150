using AzLegacyOs.Disks;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Support;

internal static class AzuriteAssert
{
    /// <summary>Fails unless a blob equals an image byte for byte.</summary>
    public static async Task AssertHoldsAsync(this Azurite azurite, string name, ByteSource image)
    {
        byte[] expected = new byte[image.Length];
        image.Read(0, expected, 0, expected.Length);
        byte[] stored = await azurite.ReadAsync(name);
        Assert.True(expected.AsSpan().SequenceEqual(stored), $"{name} is not {image.Name}.");
    }
}
