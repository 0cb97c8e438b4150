using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Setup;

/// <summary>One piece of evidence for the set-up state.</summary>
/// <param name="Name">The value, file or folder.</param>
/// <param name="Seen">What it holds; null when it could not be read.</param>
/// <param name="Where">Hive, key path and value name, or file.</param>
public sealed record SetupEvidence(string Name, string? Seen, string Where)
{
    /// <summary>"name = value", or the name with a question mark when it could not be read.</summary>
    public override string ToString() => Seen == null ? $"{Name} = ?" : $"{Name} = {Seen}";
}

/// <summary>Whether a guest is specialized or generalized, and the evidence.</summary>
/// <param name="State">The decision.</param>
/// <param name="IsUnfinished">Whether set-up stopped before its end, so that neither word holds.</param>
/// <param name="Evidence">Every row of evidence that is there or could not be read.</param>
public sealed record SetupDecision(SetupState State, bool IsUnfinished, IReadOnlyList<SetupEvidence> Evidence)
{
    /// <summary>Decides from what was read. It never guesses: rows that disagree, or weak rows alone, give Indeterminate.</summary>
    /// <param name="setup">The evidence as read.</param>
    /// <param name="isVistaOrLater">NT 6 and later keep an image state; earlier releases do not.</param>
    public static SetupDecision From(SetupFacts setup, bool isVistaOrLater)
    {
        IReadOnlyList<SetupEvidence> evidence = Collect(setup, isVistaOrLater);
        (SetupState state, bool unfinished) = isVistaOrLater ? VistaSetupState.Decide(setup) : Nt5SetupState.Decide(setup);
        return new SetupDecision(state, unfinished, evidence);
    }

    private static IReadOnlyList<SetupEvidence> Collect(SetupFacts setup, bool isVistaOrLater)
    {
        List<SetupEvidence> evidence = [];
        Add("ImageState", setup.ImageState);
        Add("State.ini ImageState", setup.StateIniImageState);
        Add("SystemSetupInProgress", setup.SystemSetupInProgress);
        Add("SetupType", setup.SetupType);
        Add("CmdLine", setup.CommandLine);
        Add("OOBEInProgress", setup.OobeInProgress);
        Add("SetupPhase", setup.SetupPhase);
        Add("MiniSetupInProgress", setup.MiniSetupInProgress);
        Add("AuditInProgress", setup.AuditInProgress);
        Add("FactoryPreInstallInProgress", setup.FactoryPreInstallInProgress);
        Add("GeneralizationState", setup.GeneralizationState);
        Add("AuditBoot", setup.AuditBoot);
        Add("CleanupState", setup.CleanupState);
        Add("RestartSetup", setup.RestartSetup);
        Add("setup.exe", setup.SetupProgramState);
        Add("SetupShutdownRequired", setup.ShutdownRequired);
        Add("setupact.log", setup.LastTransition);
        if (!isVistaOrLater)
            Add("CloneTag", setup.CloneTag);
        if (!setup.ProfileAccounts.IsMissing)
            evidence.Add(new SetupEvidence("ProfileList", setup.ProfileAccounts.IsRead ? string.Join(", ", setup.ProfileAccounts.Value!) : null, setup.ProfileAccounts.Where));
        if (!setup.SysprepFolder.IsMissing)
            evidence.Add(new SetupEvidence("Sysprep folder", setup.SysprepFolder.IsRead ? string.Join(", ", setup.SysprepFolder.Value!) : null, setup.SysprepFolder.Where));
        if (setup.SysprepSucceededTag.Is(true))
            evidence.Add(new SetupEvidence("Sysprep_succeeded.tag", "present", setup.SysprepSucceededTag.Where));
        if (setup.SysprepLog.Is(true))
            evidence.Add(new SetupEvidence("Sysprep log", "present", setup.SysprepLog.Where));
        return evidence;

        void Add<T>(string name, Observed<T> value)
        {
            if (!value.IsMissing)
                evidence.Add(new SetupEvidence(name, value.IsRead ? FormattableString.Invariant($"{value.Value}") : null, value.Where));
        }
    }
}
