using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Setup;

namespace AzLegacyOs.Policy.Tests;

/// <summary>Specialized or generalized: the evidence decides, and what disagrees is never guessed.</summary>
public sealed class SetupDecisionTests
{
    private const string Complete = "IMAGE_STATE_COMPLETE";
    private const string Generalized = "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE";
    private const string Unreadable = "?";

    [Theory]
    [InlineData(Complete, null, SetupState.Specialized)]
    [InlineData(Complete, Complete, SetupState.Specialized)]
    [InlineData(Generalized, null, SetupState.Generalized)]
    [InlineData("IMAGE_STATE_GENERALIZE_RESEAL_TO_AUDIT", null, SetupState.Generalized)]
    [InlineData(null, Generalized, SetupState.Generalized)]
    [InlineData(null, Complete, SetupState.Specialized)]
    [InlineData(Complete, Generalized, SetupState.Indeterminate)]
    [InlineData(Generalized, Complete, SetupState.Indeterminate)]
    [InlineData(null, null, SetupState.Specialized)]
    [InlineData(Unreadable, null, SetupState.Indeterminate)]
    [InlineData(Unreadable, Complete, SetupState.Indeterminate)]
    [InlineData("IMAGE_STATE_OF_GRACE", null, SetupState.Indeterminate)]
    public void Vista_and_later_go_by_the_image_state(string? registry, string? file, SetupState expected)
    {
        SetupFacts setup = Setup(HealthyImage.Server2008R2()) with { ImageState = Observe(registry), StateIniImageState = Observe(file) };

        SetupDecision decision = SetupDecision.From(setup, isVistaOrLater: true);

        Assert.Equal(expected, decision.State);
        Assert.False(decision.IsUnfinished);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Traces_of_sysprep_are_shown_and_decide_nothing(bool isVistaOrLater)
    {
        SetupFacts setup = Setup(isVistaOrLater ? HealthyImage.Server2008R2() : HealthyImage.Server2003R2X86()) with
        {
            CloneTag = Observed.Read("Mon Jun 30 12:00:00 2003", @"SYSTEM\Setup, CloneTag"),
            LastTransition = Observed.Read("Updating image state from [IMAGE_STATE_UNDEPLOYABLE] to [IMAGE_STATE_COMPLETE]", @"\Windows\Panther\setupact.log"),
            SysprepLog = Observed.Read(true, @"\Windows\System32\Sysprep\Panther\setupact.log"),
        };

        SetupDecision decision = SetupDecision.From(setup, isVistaOrLater);

        Assert.Equal(SetupState.Specialized, decision.State);
        Assert.Equal(!isVistaOrLater, decision.Evidence.Any(evidence => evidence.Name == "CloneTag"));
        Assert.Equal(2, decision.Evidence.Count(evidence => evidence.Name is "setupact.log" or "Sysprep log"));
    }

    [Theory]
    [InlineData("IMAGE_STATE_SPECIALIZE_RESEAL_TO_OOBE")]
    [InlineData("IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT")]
    [InlineData("IMAGE_STATE_UNDEPLOYABLE")]
    public void A_set_up_that_stopped_is_unfinished(string state)
    {
        SetupDecision decision = SetupDecision.From(Setup(HealthyImage.Server2008R2()) with { ImageState = Observe(state) }, isVistaOrLater: true);

        Assert.Equal(SetupState.Indeterminate, decision.State);
        Assert.True(decision.IsUnfinished);
    }

    [Theory]
    [InlineData(1u, 0u, "", 0u)]
    [InlineData(0u, 2u, "oobe\\windeploy.exe", 0u)]
    [InlineData(0u, 2u, "C:\\tools\\firstboot.cmd", 0u)]
    [InlineData(0u, 0u, "", 1u)]
    public void A_complete_image_with_set_up_pending_is_indeterminate(uint inProgress, uint type, string command, uint oobe)
    {
        SetupFacts setup = Setup(HealthyImage.Server2008R2());
        setup = setup with
        {
            SystemSetupInProgress = setup.SystemSetupInProgress.To(inProgress),
            SetupType = setup.SetupType.To(type),
            CommandLine = setup.CommandLine.To(command),
            OobeInProgress = setup.OobeInProgress.To(oobe),
        };

        Assert.Equal(SetupState.Indeterminate, SetupDecision.From(setup, isVistaOrLater: true).State);
    }

    [Fact]
    public void Without_an_image_state_a_pending_windeploy_means_generalized()
    {
        SetupFacts setup = Setup(HealthyImage.Server2008R2()) with { ImageState = Observe(null) };
        setup = setup with { SetupType = setup.SetupType.To(2u), CommandLine = setup.CommandLine.To(@"%SystemRoot%\system32\oobe\windeploy.exe") };

        Assert.Equal(SetupState.Generalized, SetupDecision.From(setup, isVistaOrLater: true).State);
    }

    [Theory]
    [InlineData(0u, 0u, "setup -newsetup", null, SetupState.Specialized, false)]
    [InlineData(0u, 0u, "setup -newsetup -mini", null, SetupState.Specialized, false)]
    [InlineData(0u, 0u, @"C:\WINDOWS\System32\oobe\msoobe.exe /update", 0u, SetupState.Specialized, false)]
    [InlineData(0u, 0u, "", 1u, SetupState.Indeterminate, false)]
    [InlineData(1u, 1u, "setup -newsetup -mini", 1u, SetupState.Generalized, false)]
    [InlineData(0u, 2u, "setup -newsetup -mini", null, SetupState.Indeterminate, false)]
    [InlineData(1u, 2u, "setup -newsetup", null, SetupState.Indeterminate, true)]
    [InlineData(1u, 0u, "", null, SetupState.Indeterminate, false)]
    [InlineData(1u, 2u, @"C:\firstboot.bat", null, SetupState.Indeterminate, false)]
    [InlineData(0u, 1u, "", null, SetupState.Indeterminate, false)]
    public void Before_Vista_two_values_decide(uint inProgress, uint type, string command, uint? miniSetup, SetupState expected, bool unfinished)
    {
        SetupFacts setup = Setup(HealthyImage.Server2003R2X86());
        setup = setup with
        {
            SystemSetupInProgress = setup.SystemSetupInProgress.To(inProgress),
            SetupType = setup.SetupType.To(type),
            CommandLine = setup.CommandLine.To(command),
            MiniSetupInProgress = miniSetup == null ? setup.MiniSetupInProgress : setup.MiniSetupInProgress.To(miniSetup.Value),
            SysprepFolder = setup.SysprepFolder.To(["sysprep.inf"]),
        };

        SetupDecision decision = SetupDecision.From(setup, isVistaOrLater: false);

        Assert.Equal(expected, decision.State);
        Assert.Equal(unfinished, decision.IsUnfinished);
        Assert.Contains(decision.Evidence, evidence => evidence.ToString() == $"SetupType = {type}");
        Assert.Contains(decision.Evidence, evidence => evidence.ToString() == "Sysprep folder = sysprep.inf");
    }

    [Fact]
    public void What_could_not_be_read_is_no_evidence_of_anything()
    {
        SetupFacts setup = Setup(HealthyImage.Server2003R2X86()) with { SystemSetupInProgress = Observed.Unreadable<uint>(@"SYSTEM\Setup", "bad cell") };

        SetupDecision decision = SetupDecision.From(setup, isVistaOrLater: false);

        Assert.Equal(SetupState.Indeterminate, decision.State);
        Assert.Contains(decision.Evidence, evidence => evidence is { Name: "SystemSetupInProgress", Seen: null });
    }

    private static SetupFacts Setup(ImageFacts image) => image.Settings!.Setup;

    private static Observed<string> Observe(string? value) => value switch
    {
        null => Observed.Missing<string>("ImageState"),
        Unreadable => Observed.Unreadable<string>("ImageState", "bad cell"),
        _ => Observed.Read(value, "ImageState"),
    };
}
