using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Setup;

/// <summary>
/// NT 4 to Server 2003: there is no image state. SystemSetupInProgress and SetupType decide; a command line left behind with
/// SetupType 0 says nothing.
/// </summary>
internal static class Nt5SetupState
{
    public static (SetupState State, bool IsUnfinished) Decide(SetupFacts setup)
    {
        if (!setup.SystemSetupInProgress.IsRead || !setup.SetupType.IsRead)
            return (SetupState.Indeterminate, false);

        if (setup.SetupType.Is(0))
        {
            bool finished = setup.SystemSetupInProgress.Is(0) && (setup.MiniSetupInProgress.IsMissing || setup.MiniSetupInProgress.Is(0));
            return (finished ? SetupState.Specialized : SetupState.Indeterminate, false);
        }

        // What Mini-Setup writes is known from public scripts alone; that set-up is pending is documented, and has to be said too.
        if (!setup.SystemSetupInProgress.Is(1))
            return (SetupState.Indeterminate, false);
        return PendingCommand.Of(setup) switch
        {
            PendingCommandKind.MiniSetup => (SetupState.Generalized, false),
            PendingCommandKind.Setup when setup.MiniSetupInProgress.Is(1) => (SetupState.Generalized, false),
            PendingCommandKind.Setup => (SetupState.Indeterminate, true),
            _ => (SetupState.Indeterminate, false),
        };
    }
}
