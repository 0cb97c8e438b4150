namespace AzLegacyOs.Policy.Facts;

/// <summary>What Azure knows of a VM that exists. Nothing of it was read inside the guest, but for what its VM agent says.</summary>
public sealed record MachineFacts
{
    public required string Name { get; init; }

    /// <summary>Resource id.</summary>
    public required string Id { get; init; }

    public string? Location { get; init; }

    /// <summary>The VM size, for example Standard_D2s_v3.</summary>
    public string? Size { get; init; }

    /// <summary>For example running, deallocated; null where Azure does not say.</summary>
    public string? PowerState { get; init; }

    /// <summary>Windows or Linux, as the VM was declared.</summary>
    public string? OsType { get; init; }

    public VmGeneration? Generation { get; init; }

    /// <summary>Name and version that the VM agent reports; null without one.</summary>
    public string? ReportedName { get; init; }

    /// <inheritdoc cref="ReportedName"/>
    public string? ReportedVersion { get; init; }

    /// <summary>Publisher, offer and SKU of the marketplace image that it was made from; null without one.</summary>
    public MarketplaceImage? Image { get; init; }

    /// <summary>Resource id of an image of the subscriber's own that it was made from; null without one.</summary>
    public string? OwnImageId { get; init; }

    /// <summary>How the OS disk came to be: FromImage, Upload, Import, Copy, ...; null where the disk does not say.</summary>
    public string? DiskOrigin { get; init; }

    /// <summary>x64 or Arm64, as the OS disk was declared. A disk with a 32-bit guest is declared x64.</summary>
    public string? DiskArchitecture { get; init; }

    /// <summary>What an upload of ours wrote about the guest on the OS disk; null without it.</summary>
    public GuestTag? Tag { get; init; }

    /// <summary>Why the state of the VM could not be asked; null where it could.</summary>
    public string? InstanceRefusal { get; init; }

    /// <summary>Why the OS disk could not be asked; null where it could, or where there is no managed one.</summary>
    public string? DiskRefusal { get; init; }
}

/// <summary>A marketplace image.</summary>
public sealed record MarketplaceImage(string Publisher, string Offer, string Sku);

/// <summary>The guest on a disk, in the words of a tag of the disk: "WindowsServer2003R2 X86".</summary>
public sealed record GuestTag(WindowsRelease Release, MachineArchitecture Architecture)
{
    /// <summary>Name of the tag.</summary>
    public const string Name = "azlegacyos-guest";

    /// <summary>The tag of a guest; null where it is not known well enough to be told.</summary>
    public static GuestTag? Of(GuestFacts? guest) => guest is { Release: { } release, Architecture: { } architecture } ? new GuestTag(release, architecture) : null;

    /// <summary>Reads the value of a tag, which anybody may have written; null for any other text.</summary>
    public static GuestTag? Parse(string? value)
    {
        string[] words = value?.Split(' ') ?? [];
        return words.Length == 2 && Word<WindowsRelease>(words[0]) is { } release && Word<MachineArchitecture>(words[1]) is { } architecture ? new GuestTag(release, architecture) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Release} {Architecture}";

    // The names alone: a number would be taken for a value too.
    private static T? Word<T>(string text)
        where T : struct, Enum
        => Enum.GetNames(typeof(T)).Contains(text, StringComparer.Ordinal) ? (T)Enum.Parse(typeof(T), text) : null;
}
