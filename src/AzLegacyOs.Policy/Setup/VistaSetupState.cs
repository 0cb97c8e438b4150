using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Setup;

/// <summary>Vista and later: the image state decides, in the registry and in State.ini; the set-up values confirm or contradict.</summary>
/// <remarks>Windows Setup States, https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-states.</remarks>
internal static class VistaSetupState
{
    private enum ImageState
    {
        NotThere,
        NotKnown,
        Complete,
        Generalized,
        Unfinished,
    }

    public static (SetupState State, bool IsUnfinished) Decide(SetupFacts setup)
    {
        ImageState registry = Classify(setup.ImageState);
        ImageState file = Classify(setup.StateIniImageState);
        if (registry != ImageState.NotThere && file != ImageState.NotThere && registry != file)
            return (SetupState.Indeterminate, false);

        bool setupCommandPending = PendingCommand.Of(setup) == PendingCommandKind.Windeploy;
        switch (registry != ImageState.NotThere ? registry : file)
        {
            case ImageState.Generalized:
                return (SetupState.Generalized, false);
            case ImageState.Unfinished:
                return (SetupState.Indeterminate, true);
            case ImageState.Complete:
                return (IsContradicted(setup) ? SetupState.Indeterminate : SetupState.Specialized, false);
            case ImageState.NotThere when setup.ImageState.IsMissing && setupCommandPending:
                return (SetupState.Generalized, false);
            case ImageState.NotThere when setup.ImageState.IsMissing && setup.SystemSetupInProgress.Is(0) && setup.SetupType.Is(0):
                return (IsContradicted(setup) ? SetupState.Indeterminate : SetupState.Specialized, false);
            default:
                return (SetupState.Indeterminate, false);
        }
    }

    private static ImageState Classify(Observed<string> value)
    {
        if (value.IsMissing)
            return ImageState.NotThere;
        if (!value.IsRead)
            return ImageState.NotKnown;
        return value.Value!.Trim().ToUpperInvariant() switch
        {
            "IMAGE_STATE_COMPLETE" => ImageState.Complete,
            "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE" or "IMAGE_STATE_GENERALIZE_RESEAL_TO_AUDIT" => ImageState.Generalized,
            "IMAGE_STATE_SPECIALIZE_RESEAL_TO_OOBE" or "IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT" or "IMAGE_STATE_UNDEPLOYABLE" => ImageState.Unfinished,
            _ => ImageState.NotKnown,
        };
    }

    /// <summary>A set-up program that did not finish (1) is repeated at every start, whatever the image state says.</summary>
    private static bool IsContradicted(SetupFacts setup)
        => setup.SystemSetupInProgress.Is(1) || setup.RestartSetup.Is(1) || setup.SetupProgramState.Is(1) || setup.OobeInProgress.Is(1) || setup.AuditBoot.Is(1) || PendingCommand.Of(setup) != PendingCommandKind.None;
}
