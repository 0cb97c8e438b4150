using System.Collections.Concurrent;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>A fixture as a fixed VHD of whole MiB, as Azure takes it, so that only the guest is left to be judged.</summary>
internal sealed class HealthyGuest
{
    private static readonly Lazy<TemporaryFolder> Folder = new(CreateFolder);
    private static readonly ConcurrentDictionary<string, Lazy<HealthyGuest>> Known = new(StringComparer.Ordinal);

    private HealthyGuest(string fixture)
    {
        Fixture = fixture;
        Path = Folder.Value.Combine(fixture + ".vhd");
        ExternalTool.Require("qemu-img").Run("convert", "-f", "vpc", "-O", "vpc", "-o", "subformat=fixed,force_size=on", Fixtures.Get(fixture), Path).EnsureSuccess();
        Facts = ImageInspector.Inspect(Path);
        Findings = Audit.Findings(Facts, new Request());
    }

    public string Fixture { get; }

    /// <summary>The image. It is shared: change a copy.</summary>
    public string Path { get; }

    public ImageFacts Facts { get; }

    /// <summary>Ids of the rules that fire on it, each once, sorted.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <summary>The partition that Windows is on.</summary>
    public PartitionFacts WindowsPartition => Partition(Facts.Guest!.PartitionNumber!.Value);

    /// <summary>The partition with the boot files.</summary>
    public PartitionFacts BootPartition => Partition(Facts.Settings!.Boot.BootPartitionNumber!.Value);

    /// <summary>The guest of a fixture, made once per process. Skips the running test where qemu-img is absent.</summary>
    public static HealthyGuest Of(string fixture)
    {
        ExternalTool.Require("qemu-img");
        return Known.GetOrAdd(fixture, name => new Lazy<HealthyGuest>(() => new HealthyGuest(name))).Value;
    }

    private PartitionFacts Partition(int number) => Facts.Disk.Partitions.Single(partition => partition.Number == number);

    private static TemporaryFolder CreateFolder()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }
}
