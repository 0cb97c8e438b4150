using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Extensions;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>An extension is installed where the agent on the disk can run it, and nowhere else.</summary>
public class ExtensionTests
{
    [Fact]
    public void An_agent_that_no_rule_objects_to_runs_it()
    {
        PlannedExtension extension = Assert.Single(ExtensionPlan.Make(Samples.WithAgent, ["CustomScript"]));
        Assert.Equal(ExtensionAction.Install, extension.Action);
        Assert.Empty(AgentReplacement.For(Samples.WithAgent));
    }

    [Theory]
    [InlineData("ALO8004")]
    [InlineData("ALO8005")]
    [InlineData("ALO8006")]
    [InlineData("ALO8007")]
    public void An_agent_that_is_missing_off_or_too_old_does_not(string ruleId)
    {
        Finding fault = Samples.Blocker(ruleId, false) with { Severity = Severity.Information, Title = "The VM agent is too old", Seen = "2.6.1198.718", Remedy = "Install version 2.7.41491.1010 or later." };
        Assessment image = Samples.WithAgent with { Findings = [fault] };
        PlannedExtension extension = Assert.Single(ExtensionPlan.Make(image, ["CustomScript"]));
        Assert.Equal(ExtensionAction.Skip, extension.Action);
        Assert.Equal($"{ruleId}: The VM agent is too old: 2.6.1198.718. Azure does not add the agent to a disk that is attached. Install version 2.7.41491.1010 or later.", extension.Reason);
        Assert.Equal(4, AgentReplacement.For(image).Count);
    }

    [Fact]
    public void An_agent_that_could_not_be_looked_at_is_not_taken_for_fine()
    {
        Assessment image = Samples.WithAgent with { Settings = null };
        Assert.Equal(ExtensionAction.Skip, Assert.Single(ExtensionPlan.Make(image, ["CustomScript"])).Action);
        Assert.NotEmpty(AgentReplacement.For(image));
    }

    [Fact]
    public void A_guest_without_an_agent_has_its_replacements_in_plan_and_result()
    {
        IReadOnlyList<AgentReplacement> replacements = AgentReplacement.For(Samples.Server2003);
        Assert.Equal(["Agentless multi-disk crash-consistent backup", "Snapshots of the managed disks", "Boot diagnostics", "Azure Bastion"], replacements.Select(replacement => replacement.Name));
    }
}
