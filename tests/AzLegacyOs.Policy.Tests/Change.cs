using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Switches one defect on in the facts of an image.</summary>
internal static class Change
{
    public static ImageFacts Disk(this ImageFacts image, Func<DiskFacts, DiskFacts> change) => image with { Disk = change(image.Disk) };

    public static ImageFacts Footer(this ImageFacts image, Func<VhdFooterFacts, VhdFooterFacts> change)
        => image.Disk(disk => disk with { VhdFooter = change(disk.VhdFooter!) });

    public static ImageFacts Partition(this ImageFacts image, Func<PartitionFacts, PartitionFacts> change)
        => image.Disk(disk => disk with { Partitions = [change(disk.Partitions[0]), .. disk.Partitions.Skip(1)] });

    public static ImageFacts Resize(this ImageFacts image, long size)
        => image.Disk(disk => disk with { VirtualSize = size, FileSize = size + 512 });

    public static ImageFacts Guest(this ImageFacts image, Func<GuestFacts, GuestFacts> change) => image with { Guest = change(image.Guest!) };

    public static ImageFacts Settings(this ImageFacts image, Func<GuestSettings, GuestSettings> change) => image with { Settings = change(image.Settings!) };

    public static ImageFacts Setup(this ImageFacts image, Func<SetupFacts, SetupFacts> change)
        => image.Settings(settings => settings with { Setup = change(settings.Setup) });

    public static ImageFacts Boot(this ImageFacts image, Func<BootFacts, BootFacts> change)
        => image.Settings(settings => settings with { Boot = change(settings.Boot) });

    public static ImageFacts RemoteDesktop(this ImageFacts image, Func<RemoteDesktopFacts, RemoteDesktopFacts> change)
        => image.Settings(settings => settings with { RemoteDesktop = change(settings.RemoteDesktop) });

    public static ImageFacts Listener(this ImageFacts image, Func<RemoteDesktopListenerFacts, RemoteDesktopListenerFacts> change)
        => image.RemoteDesktop(desktop => desktop with { Listener = change(desktop.Listener!) });

    public static ImageFacts Nic(this ImageFacts image, Func<NetworkInterfaceFacts, NetworkInterfaceFacts> change)
        => image.Settings(settings => settings with { NetworkInterfaces = [change(settings.NetworkInterfaces[0])] });

    public static ImageFacts Storage(this ImageFacts image, Func<StorageFacts, StorageFacts> change)
        => image.Settings(settings => settings with { Storage = change(settings.Storage!) });

    public static ImageFacts Firewall(this ImageFacts image, Func<FirewallFacts, FirewallFacts> change)
        => image.Settings(settings => settings with { Firewall = change(settings.Firewall!) });

    /// <summary>Whether the machine belongs to a domain.</summary>
    public static ImageFacts Domain(this ImageFacts image, bool member) => image.Settings(settings => settings with
    {
        Domain = new DomainFacts
        {
            IsMember = Observed.Read(member, @"SECURITY\Policy\PolPrDmS"),
            DnsDomain = Observed.Missing<string>(@"Tcpip\Parameters, NV Domain"),
            DirectoryDatabase = Observed.Missing<string>(@"NTDS\Parameters, DSA Database file"),
        },
    });

    /// <summary>Bytes of the page file and of the hibernation file; 0 for none.</summary>
    public static ImageFacts BigFiles(this ImageFacts image, long pageFile, long hibernationFile)
        => image.Settings(settings => settings with { BigFiles = new BigFileFacts(Length(pageFile, @"\pagefile.sys"), Length(hibernationFile, @"\hiberfil.sys")) });

    public static ImageFacts Hive(this ImageFacts image, HiveState state)
        => image.Settings(settings => settings with { Hives = [settings.Hives[0] with { State = state, Note = "as the test wants it" }, .. settings.Hives.Skip(1)] });

    public static ImageFacts Service(this ImageFacts image, string name, Func<ServiceFacts, ServiceFacts> change)
        => image.Settings(settings => settings with
        {
            Services = settings.Services
                .Select(pair => pair.Key == name ? change(pair.Value) : pair.Value)
                .ToDictionary(service => service.Name, StringComparer.OrdinalIgnoreCase),
        });

    public static ImageFacts Start(this ImageFacts image, string name, uint start)
        => image.Service(name, service => service with { Start = Observed.Read(start, service.Start.Where) });

    public static ImageFacts FileMissing(this ImageFacts image, string name)
        => image.Service(name, service => service with { ImageExists = Observed.Read(false, service.ImageExists.Where) });

    public static ImageFacts Without(this ImageFacts image, string name)
        => image.Settings(settings => settings with
        {
            Services = settings.Services.Values.Where(service => service.Name != name).ToDictionary(service => service.Name, StringComparer.OrdinalIgnoreCase),
        });

    public static ImageFacts With(this ImageFacts image, string name, uint start)
        => image.Settings(settings => settings with
        {
            Services = settings.Services.Values.Append(HealthyImage.Service(name, start)).ToDictionary(service => service.Name, StringComparer.OrdinalIgnoreCase),
        });

    /// <summary>The value that the defect reads, at the place where it was.</summary>
    public static Observed<T> To<T>(this Observed<T> observed, T value) => Observed.Read(value, observed.Where);

    private static Observed<long> Length(long bytes, string where) => bytes == 0 ? Observed.Missing<long>(where) : Observed.Read(bytes, where);
}
