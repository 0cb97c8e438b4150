using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.Policy.Setup;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>What a rule may look at: the facts, what was asked, and what follows from both.</summary>
internal sealed class RuleContext
{
    public RuleContext(ImageFacts facts, AssessmentRequest request)
    {
        Facts = facts;
        Request = request;
        Reach = new HiveReach(facts.Settings?.Hives ?? []);
        Size = request.VmSize == null ? null : VmSizeName.Parse(request.VmSize);
        if (facts.Guest == null)
            return;

        Setup = IsWindows && facts.Settings != null ? SetupDecision.From(Reach.Weigh(facts.Settings.Setup), IsNt6) : null;
        Guest = IsWindows ? facts.Guest with { State = Setup?.State ?? SetupState.Indeterminate } : facts.Guest;
        SupportStatus status = SupportMatrix.GetStatus(facts.Guest, request.AsOf);
        Status = IsWindows ? status with { Capacity = GuestCapacity.Of(facts.Guest, facts.Settings, status) } : status;
    }

    private RuleContext(RuleContext other, AssessmentRequest request)
    {
        Facts = other.Facts;
        Request = request;
        Reach = other.Reach;
        Size = request.VmSize == null ? null : VmSizeName.Parse(request.VmSize);
        Setup = other.Setup;
        Guest = other.Guest;
        Status = other.Status;
    }

    public ImageFacts Facts { get; }

    public AssessmentRequest Request { get; }

    public DiskFacts Disk => Facts.Disk;

    /// <summary>The guest with its set-up state; null when none was found.</summary>
    public GuestFacts? Guest { get; }

    public SupportStatus? Status { get; }

    public SetupDecision? Setup { get; }

    /// <summary>How far the hives can be believed.</summary>
    public HiveReach Reach { get; }

    public VmSizeName? Size { get; }

    /// <summary>What Azure says of the place that the VM is wanted in; only for rules whose scope asks for it.</summary>
    public PlatformFacts Platform => Request.Platform ?? throw new InvalidOperationException("The scope of the rule does not ask for a subscription.");

    /// <summary>The wanted size as the region offers it; null where only its name is known.</summary>
    public VmSizeFacts? Offer => Request.Platform?.Size is { IsRead: true } size ? size.Value : null;

    /// <summary>The generation that the VM will have: that of the disk, and the first where the disk leaves it open.</summary>
    public VmGeneration Generation => Disk.Generation ?? VmGeneration.V1;

    /// <summary>The settings; only for rules whose scope asks for them.</summary>
    public GuestSettings Settings => Facts.Settings ?? throw new InvalidOperationException("The scope of the rule does not ask for settings.");

    public bool HasSettings => IsWindows && Facts.Settings != null;

    public bool IsWindows => Facts.Guest?.Family == GuestFamily.Windows;

    public WindowsRelease? Release => Facts.Guest?.Release;

    public bool Is32Bit => Facts.Guest?.Architecture == MachineArchitecture.X86;

    /// <summary>NT 4, 2000, XP and Server 2003.</summary>
    public bool IsNt5 => Release is { } release ? release < WindowsRelease.WindowsVista : MajorVersion is < 6;

    /// <summary>Vista, Server 2008 and later; also where the release is not known.</summary>
    public bool IsNt6 => !IsNt5;

    private int? MajorVersion
        => Facts.Guest?.Version is { } version && int.TryParse(version.Split('.')[0], out int major) ? major : null;

    /// <summary>The same image, asked about something else on the same day.</summary>
    public RuleContext With(AssessmentRequest request) => new(this, request);

    /// <summary>Whether the release came out with, or after, another.</summary>
    public bool IsAtLeast(WindowsRelease release) => Release >= release;

    /// <summary>Something that the upload puts right, and that stops a person who uploads the file unchanged.</summary>
    public Sighting PutRightOnUpload(Sighting sighting)
        => Request.AsIs ? sighting.As(Severity.Blocker).Refused() : sighting;

    /// <summary>The partition that the firmware starts from; null where it is not known.</summary>
    public PartitionFacts? BootPartition
        => Disk.Partitions.FirstOrDefault(partition => partition.Number == Facts.Settings?.Boot.BootPartitionNumber);

    /// <summary>A service or driver by name; null when there is no such key.</summary>
    public ServiceFacts? Service(string name) => Settings.Services.TryGetValue(name, out ServiceFacts? service) ? service : null;

    /// <summary>A system file whose version matters, by name; null where it was not looked at.</summary>
    public FileFacts? File(string name) => Settings.Files?.TryGetValue(name, out FileFacts? file) == true ? file : null;

    /// <summary>The start type of a service: missing without such a key, unreadable where the key may only be out of reach.</summary>
    public Observed<uint> Start(string name) => Reach.Weigh(Service(name)?.Start ?? Observed.Missing<uint>(ServiceKey(name)));

    /// <summary>
    /// What is wrong with the start type of a service. A key that is not there is wrong, unless the rule says otherwise; then nothing is
    /// said either where it may only be out of reach, since the damage of the hive has its own finding.
    /// </summary>
    public IEnumerable<Sighting> Start(string name, Func<uint, bool> isWrong, bool mustExist = true)
    {
        Observed<uint> start = Start(name);
        if (Service(name) == null && !mustExist)
            return [];
        if (start.IsMissing && Service(name) == null)
            return [Sighting.At(start.Where, "Seen.NoService", name)];
        return start.IsRead && !isWrong(start.Value) ? [] : [Sighting.Of(PolicyText.Rule("Seen.StartOf", name), start)];
    }

    /// <summary>The key of a service, for a finding about a service that is not there.</summary>
    public string ServiceKey(string name) => $@"SYSTEM\{Settings.ControlSet}\Services\{name}";
}
