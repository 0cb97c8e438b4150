using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Rules;

/// <summary>The images that a rule applies to.</summary>
public sealed class RuleScope
{
    private readonly string _key;

    private RuleScope(string key, Func<RuleContext, bool> includes, bool isOfPlatform = false)
    {
        _key = key;
        Includes = includes;
        IsOfPlatform = isOfPlatform;
    }

    /// <summary>The scope in words.</summary>
    public string Description => PolicyText.Rule($"Scope.{_key}");

    internal Func<RuleContext, bool> Includes { get; }

    /// <summary>Whether its rules look at where the image goes rather than at the image.</summary>
    public bool IsOfPlatform { get; }

    internal static RuleScope AnyImage { get; } = new(nameof(AnyImage), _ => true);

    internal static RuleScope Vhd { get; } = new(nameof(Vhd), context => context.Disk.VhdFooter != null);

    internal static RuleScope AnyGuest { get; } = new(nameof(AnyGuest), context => context.Guest != null);

    internal static RuleScope NoGuest { get; } = new(nameof(NoGuest), context => context.Guest == null);

    internal static RuleScope Windows { get; } = new(nameof(Windows), context => context.IsWindows);

    /// <summary>A Windows whose SYSTEM hive could be opened.</summary>
    internal static RuleScope Settings { get; } = new(nameof(Settings), context => context.HasSettings);

    /// <summary>NT 4, 2000, XP, Server 2003.</summary>
    internal static RuleScope Nt5 { get; } = new(nameof(Nt5), context => context.HasSettings && context.IsNt5);

    /// <summary>2000, XP, Server 2003: before Vista, and with Plug and Play, which NT 4 lacks.</summary>
    internal static RuleScope Windows2000 { get; } = new(nameof(Windows2000), context => context.HasSettings && context.IsNt5 && context.Release != WindowsRelease.WindowsNT4);

    /// <summary>Vista, Server 2008 and later.</summary>
    internal static RuleScope Nt6 { get; } = new(nameof(Nt6), context => context.HasSettings && context.IsNt6);

    /// <summary>Windows 8, Server 2012 and later.</summary>
    internal static RuleScope Windows8 { get; } = new(nameof(Windows8), context => context.HasSettings && context.IsAtLeast(WindowsRelease.Windows8));

    /// <summary>32-bit Windows.</summary>
    internal static RuleScope X86 { get; } = new(nameof(X86), context => context.IsWindows && context.Is32Bit);

    internal static RuleScope Server2008 { get; } = new(nameof(Server2008), context => context.HasSettings && context.Release == WindowsRelease.WindowsServer2008);

    /// <summary>Windows Server 2012 and 2012 R2.</summary>
    internal static RuleScope Server2012 { get; } = new(nameof(Server2012), context
        => context.HasSettings && context.Release is WindowsRelease.WindowsServer2012 or WindowsRelease.WindowsServer2012R2);

    /// <summary>Windows XP, 32-bit and 64-bit.</summary>
    internal static RuleScope WindowsXP { get; } = new(nameof(WindowsXP), context => context.HasSettings && context.Release == WindowsRelease.WindowsXP);

    /// <summary>Windows 7, Server 2008 R2 and later.</summary>
    internal static RuleScope Windows7 { get; } = new(nameof(Windows7), context => context.HasSettings && context.IsAtLeast(WindowsRelease.Windows7));

    /// <summary>Servers from 2008 on.</summary>
    internal static RuleScope Nt6Server { get; } = new(nameof(Nt6Server), context
        => context.HasSettings && context.IsNt6 && context.Guest!.Kind is InstallationKind.Server or InstallationKind.DomainController);

    /// <summary>64-bit Windows, where a VM agent can run.</summary>
    internal static RuleScope AgentCapable { get; } = new(nameof(AgentCapable), context => context.HasSettings && context.Status!.AgentCapable is SupportAnswer.Yes or SupportAnswer.Conditional);

    /// <summary>64-bit Vista, 7, Server 2008 and 2008 R2, which came before signatures with SHA-2.</summary>
    internal static RuleScope BeforeSha2 { get; } = new(nameof(BeforeSha2), context
        => context.HasSettings && !context.Is32Bit && context.Release is >= WindowsRelease.WindowsVista and <= WindowsRelease.WindowsServer2008R2);

    /// <summary>Windows that was prepared with sysprep.</summary>
    internal static RuleScope Generalized { get; } = new(nameof(Generalized), context => context.HasSettings && context.Setup!.State == SetupState.Generalized);

    /// <summary>Windows that starts from an MBR, as a Generation 1 VM does.</summary>
    internal static RuleScope Generation1 { get; } = new(nameof(Generation1), context => context.HasSettings && context.Disk.PartitionStyle == PartitionStyle.Mbr);

    /// <summary>A VM size was asked for, or chosen.</summary>
    internal static RuleScope WithSize { get; } = new(nameof(WithSize), context => (context.Size != null && context.Guest != null) || context.Offer != null, isOfPlatform: true);

    /// <summary>The subscription was asked, before a deployment.</summary>
    internal static RuleScope WithSubscription { get; } = new(nameof(WithSubscription), context => context.Request.Platform != null, isOfPlatform: true);

    /// <summary>The subscription was asked for a guest without a KMS client: Windows before Vista.</summary>
    internal static RuleScope Nt5InSubscription { get; } = new(nameof(Nt5InSubscription), context => context.Request.Platform != null && context.IsWindows && context.IsNt5, isOfPlatform: true);
}
