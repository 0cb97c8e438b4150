using System.Globalization;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Platform;

/// <summary>What one guest can use of a VM: a larger size is paid for in vain.</summary>
public sealed record GuestCapacity
{
    /// <summary>A 32-bit kernel that does not use physical address extension reaches so many GiB.</summary>
    private const double WithoutPae = 4;

    /// <summary>The most memory in GiB that the edition and the boot entry let it use; null where no limit is known.</summary>
    public double? MemoryGiB { get; init; }

    /// <summary>The most virtual processors; null where no limit is known.</summary>
    public int? VirtualProcessors { get; init; }

    /// <summary>Where each limit comes from, in words, and what may keep the guest below it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Judges a guest by its status and its settings. Limits that could not be read are left out.</summary>
    /// <param name="guest">Who the guest is.</param>
    /// <param name="settings">How it is set up; null where that is not known.</param>
    /// <param name="status">What Azure supports for it.</param>
    internal static GuestCapacity Of(GuestFacts guest, GuestSettings? settings, SupportStatus status)
    {
        var limits = new Limits();
        double? edition = guest.Release is { } release && guest.Architecture is { } architecture
            ? SupportMatrix.FindRow(release, architecture)?[SupportColumn.MaxMemory].LimitFor(guest.Edition, null)
            : null;
        if (edition is { } gibibytes) limits.Memory(gibibytes, "Capacity.MemoryEdition", gibibytes);
        if (status.MemoryLimitNote != null) limits.Note("Capacity.OneGigabyte");
        if (status.MaxVirtualProcessors is { } supported) limits.Processors(supported, "Capacity.ProcessorsRelease", supported);
        if (guest.Architecture == MachineArchitecture.X86 && edition > WithoutPae && settings?.Memory?.PhysicalAddressExtension.Is(0) == true)
            limits.Memory(WithoutPae, "Capacity.NoPae", WithoutPae);
        if (settings != null) Read(settings.Boot, limits);
        return limits.ToCapacity();
    }

    private static void Read(BootFacts boot, Limits limits)
    {
        if (boot.Hal is { IsRead: true, Value: { } hal } && hal.EndsWith("_up", StringComparison.OrdinalIgnoreCase))
            limits.Processors(1, "Capacity.UniprocessorHal", hal);
        if (boot.BootIni?.DefaultEntry?.Switches is { } switches)
        {
            if (Number(switches, "MAXMEM") is { } megabytes) limits.Memory(megabytes / 1024.0, "Capacity.MaxMemory", megabytes, "/MAXMEM");
            if (Number(switches, "NUMPROC") is { } count) limits.Processors(count, "Capacity.ProcessorLimit", count, "/NUMPROC");
            if (switches.ContainsKey("ONECPU")) limits.Processors(1, "Capacity.ProcessorLimit", 1, "/ONECPU");
            if (switches.ContainsKey("3GB")) limits.Note("Capacity.UserSpace", "/3GB");
        }

        if (boot.Bcd?.IncreaseUserVa is { IsRead: true }) limits.Note("Capacity.UserSpace", "increaseuserva");
    }

    // A switch without a usable number limits nothing.
    private static int? Number(IReadOnlyDictionary<string, string> switches, string name)
        => switches.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    private sealed class Limits
    {
        private readonly List<string> _notes = [];
        private double? _memory;
        private int? _processors;

        public void Memory(double gibibytes, string key, params object?[] arguments)
        {
            _memory = Math.Min(_memory ?? double.MaxValue, gibibytes);
            Note(key, arguments);
        }

        public void Processors(int count, string key, params object?[] arguments)
        {
            _processors = Math.Min(_processors ?? int.MaxValue, count);
            Note(key, arguments);
        }

        public void Note(string key, params object?[] arguments) => _notes.Add(PolicyText.Display(key, arguments));

        public GuestCapacity ToCapacity() => new() { MemoryGiB = _memory, VirtualProcessors = _processors, Notes = _notes };
    }
}
