namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>One defect on a healthy image.</summary>
/// <param name="Fires">The rules that must fire on it beside those that fire on the healthy image, separated by blanks.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Guests">The fixtures that it is tried on, separated by blanks.</param>
/// <param name="Make">Switches it on.</param>
internal sealed record ImageDefect(string Fires, string Name, string Guests, Action<GuestDisk> Make)
{
    /// <summary>Rules that fire on the healthy image and not on this one.</summary>
    public string Silences { get; init; } = "";

    public string? VmSize { get; init; }

    /// <summary>The rules that must fire, exactly.</summary>
    public IReadOnlyList<string> Expect(IReadOnlyList<string> healthy)
        => [.. healthy.Except(Silences.Split(' ')).Union(Fires.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
}

/// <summary>One healthy image for each kind of guest that rules tell apart.</summary>
internal static class On
{
    public const string Server2003 = "server2003r2-x86";
    public const string Xp = "windowsxp-x86-fat32";
    public const string Server2003Fat = "server2003-x86-fat16";
    public const string Server2008X86 = "server2008-x86";
    public const string Server2008R2 = "server2008r2-x64";
    public const string Windows7X86 = "windows7-x86";
    public const string Windows8 = "windows8-x64";
    public const string Server2012R2 = "server2012r2-x64";
    public const string Server2016 = "server2016-x64-gpt";
    public const string Windows10 = "windows10-x64";
    public const string Empty = "empty-disk";

    /// <summary>Vista to Server 2012 R2 from an MBR disk, Windows 10 and later from a GPT disk.</summary>
    public const string Nt6 = $"{Server2008R2} {Server2016}";

    public const string All = $"{Server2003} {Nt6}";
}
