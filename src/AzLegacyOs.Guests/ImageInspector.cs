using System.Diagnostics;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images;
using AzLegacyOs.Guests.Boot;
using AzLegacyOs.Guests.Disk;
using AzLegacyOs.Guests.Windows;
using AzLegacyOs.Guests.Windows.Identity;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests;

/// <summary>Reads everything that is to be known about an image: the file, the disk inside it, and the guest on the disk.</summary>
/// <remarks>Nothing is judged and nothing is written. What cannot be read is said so in the facts; only an image that cannot be opened throws.</remarks>
public static class ImageInspector
{
    /// <summary>Opens, inspects and closes an image file.</summary>
    /// <param name="path">Path of the file, or https address of a blob or disk with read access in it.</param>
    /// <param name="options">How to inspect.</param>
    /// <param name="cancellationToken">Stops the inspection between its steps.</param>
    /// <exception cref="DiskFormatException">The file is no disk image, or a damaged one, or of a kind that cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="OperationCanceledException">The cancellationToken was cancelled.</exception>
    public static ImageFacts Inspect(string path, InspectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        using var image = DiskImage.Open(path, cancellationToken);
        return Inspect(image, options?.DisplayPath ?? image.Name, clock, cancellationToken);
    }

    /// <summary>Inspects an image that is already open, and leaves it open.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">How to inspect.</param>
    /// <param name="cancellationToken">Stops the inspection between its steps.</param>
    /// <exception cref="IOException">The image lies behind an address and was lost, or changed, while it was read.</exception>
    /// <exception cref="OperationCanceledException">The cancellationToken was cancelled.</exception>
    public static ImageFacts Inspect(DiskImage image, InspectionOptions? options = null, CancellationToken cancellationToken = default) =>
        Inspect(image, options?.DisplayPath ?? image.Name, Stopwatch.StartNew(), cancellationToken);

    private static ImageFacts Inspect(DiskImage image, string displayPath, Stopwatch clock, CancellationToken cancellationToken)
    {
        var problems = new ProblemLog();
        DiskLayout disk = DiskLayoutReader.Read(image, problems, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        (GuestFacts? guest, GuestSettings? settings) = ReadGuest(disk, problems, cancellationToken);
        image.EnsureAvailable();
        return new ImageFacts
        {
            Path = displayPath,
            Disk = DiskFactsReader.Describe(image, disk),
            Guest = guest,
            Settings = settings,
            Problems = problems.Problems,
            Statistics = new ReadStatistics(image.BytesRead, clock.ElapsedMilliseconds),
        };
    }

    private static (GuestFacts? Guest, GuestSettings? Settings) ReadGuest(DiskLayout disk, ProblemLog problems, CancellationToken cancellationToken)
    {
        BootConfiguration boot = BootConfigurationReader.Read(disk, problems);
        IReadOnlyList<Installation> installations = WindowsLocator.Find(disk, boot, problems);
        if (installations.Count == 0) return (ForeignSystems.Recognise(disk, problems), null);

        cancellationToken.ThrowIfCancellationRequested();
        using var windows = OfflineWindows.Open(installations[0], problems);
        if (windows.IsPreinstallation)
        {
            problems.Add(windows.Installation.Description, "this is a Windows PE, a tool for set-up and recovery, and no installed Windows");
            return (null, null);
        }

        GuestFacts guest = IdentityReader.Read(windows, [.. installations.Skip(1)]);
        cancellationToken.ThrowIfCancellationRequested();
        return (guest, GuestSettingsReader.Read(windows, guest, disk, boot));
    }
}
