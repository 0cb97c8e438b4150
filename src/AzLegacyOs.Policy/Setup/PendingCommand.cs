using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Setup;

internal enum PendingCommandKind
{
    None,

    /// <summary>NT 6 and later: windeploy.exe, the first program after generalize.</summary>
    Windeploy,

    /// <summary>NT 5: "setup -newsetup -mini".</summary>
    MiniSetup,

    /// <summary>NT 5: set-up without -mini.</summary>
    Setup,

    /// <summary>Something else, as migration and password tools plant it.</summary>
    Other,
}

/// <summary>What Setup\CmdLine would run at the next start. It is ignored while SetupType is 0.</summary>
internal static class PendingCommand
{
    public static PendingCommandKind Of(SetupFacts setup)
    {
        if (!setup.SetupType.IsRead || setup.SetupType.Is(0) || !setup.CommandLine.IsRead || string.IsNullOrWhiteSpace(setup.CommandLine.Value))
            return PendingCommandKind.None;

        string command = setup.CommandLine.Value!.Trim();
        if (Contains("windeploy"))
            return PendingCommandKind.Windeploy;
        if (!Contains("-newsetup"))
            return PendingCommandKind.Other;
        return Contains("-mini") ? PendingCommandKind.MiniSetup : PendingCommandKind.Setup;

        bool Contains(string part) => command.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
