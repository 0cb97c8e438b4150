using AzLegacyOs.Disks.Registry;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>Hives of the corpus.</summary>
internal static class CorpusHive
{
    /// <summary>Opens a hive with the logs that lie beside it.</summary>
    public static RegistryHive Open(string name)
    {
        Corpus.Require("hives/" + name);
        string[] logs = [.. new[] { ".LOG", ".LOG1", ".LOG2" }.Select(extension => name + extension).Where(log => Corpus.List("hives").Contains("hives/" + log))];
        return Open(name, logs);
    }

    /// <summary>Opens a hive with these logs.</summary>
    public static RegistryHive Open(string name, params string[] logs) => RegistryHive.Open(Source(name), [.. logs.Select(Source)]);

    public static byte[] Bytes(string name) => Corpus.ReadAllBytes("hives/" + name);

    /// <summary>The hive file as it would be had the replayed changes been written back.</summary>
    public static byte[] Flatten(string name, RegistryHive hive)
    {
        var flat = new byte[4096 + hive.Bins.Size];
        Bytes(name).AsSpan(0, 4096).CopyTo(flat);
        HiveBuilder.Put(flat, 40, (uint)hive.Bins.Size);
        HiveBuilder.Seal(flat);
        hive.Bins.Read(0, flat.AsSpan(4096, (int)hive.Bins.Size));
        return flat;
    }

    private static BytesInMemory Source(string name) => new(Bytes(name), name);
}
