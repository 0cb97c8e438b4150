using System.Text.Json.Nodes;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Policy;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>What stands against a deployment in the subscription is said before anything is made.</summary>
public class PreflightTests
{
    private const string Rg = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-legacy";

    [Fact]
    public async Task A_quota_that_is_too_small_is_named_with_its_numbers()
    {
        using var journey = new Journey();
        journey.Azure.Subscription.Limits["standardBsv2Family"] = 1;
        journey.Request = Samples.Request with { Size = "Standard_B2ls_v2" };
        DeploymentRefusal refusal = Assert.Single((await journey.PlanAsync()).Refusals);
        Assert.Equal("ALO7104", refusal.RuleId);
        Assert.Contains("standardBsv2Family: 0 of 1 are in use, and 2 more are needed", refusal.Reason);
        AssertNothingMade(journey);
    }

    [Fact]
    public async Task A_family_without_quota_is_passed_over_where_a_size_is_chosen()
    {
        using var journey = new Journey();
        journey.Azure.Subscription.Limits["standardBsv2Family"] = 0;
        Assert.Equal("Standard_D2s_v3", (await journey.PlanAsync()).Size);
        journey.Azure.Subscription.Limits["cores"] = 0;
        Assert.Equal(["ALO7104"], Rules(await journey.PlanAsync()));
    }

    [Fact]
    public async Task A_provider_that_is_not_registered_is_named()
    {
        using var journey = new Journey();
        journey.Azure.Subscription.Registrations["Microsoft.Compute"] = "NotRegistered";
        Assert.Equal(["ALO7102"], Rules(await journey.PlanAsync()));
    }

    [Fact]
    public async Task The_action_that_no_role_holds_is_named()
    {
        using var journey = WithGroup();
        journey.Azure.Subscription.Actions.Clear();
        journey.Azure.Subscription.Actions.AddRange(["*/read", "Microsoft.Network/*", "Microsoft.Compute/virtualMachines/*", "Microsoft.Compute/disks/write", "Microsoft.Compute/disks/beginGetAccess/action"]);
        DeploymentRefusal refusal = Assert.Single((await journey.PlanAsync()).Refusals);
        Assert.Equal("ALO7121", refusal.RuleId);
        Assert.Contains("No role holds: Microsoft.Compute/disks/endGetAccess/action", refusal.Reason);
        journey.Azure.Subscription.Actions.Add("Microsoft.Compute/disks/*");
        Assert.Empty((await journey.PlanAsync()).Refusals);
        journey.Azure.Subscription.NotActions.Add("*/delete");
        Assert.Empty((await journey.PlanAsync()).Refusals);
    }

    [Fact]
    public async Task A_policy_is_found_by_asking_and_not_by_failing()
    {
        using var journey = WithGroup();
        journey.Azure.Subscription.Policy = (type, body) => type == "Microsoft.Network/publicIPAddresses" ? "no-public-addresses" : null;
        Assert.Empty((await journey.PlanAsync()).Refusals);
        journey.Request = Samples.Request with { AllowRdpFrom = ["203.0.113.7"] };
        DeploymentRefusal refusal = Assert.Single((await journey.PlanAsync()).Refusals);
        Assert.Equal("ALO7122", refusal.RuleId);
        Assert.Contains("no-public-addresses", refusal.Reason);
        Assert.All(journey.Exchanges.Skip(2), e => Assert.True(e.Request.Method == "GET" || e.Request.Uri.AbsolutePath.EndsWith("/validate", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_objection_of_the_validation_warns_and_does_not_refuse()
    {
        using var journey = WithGroup();
        journey.Interfere(r => r.Uri.AbsolutePath.EndsWith("/validate", StringComparison.Ordinal), () => ArmReply.Json(400, JsonNode.Parse("""{"error":{"code":"InvalidTemplateDeployment","message":"outer","details":[{"code":"Odd","message":"inner"}]}}""")));
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Empty(plan.Refusals);
        Assert.StartsWith("ALO7123", Assert.Single(plan.Warnings));
    }

    [Theory]
    [InlineData("/usages")]
    [InlineData("/providers/Microsoft.Compute")]
    [InlineData("/permissions")]
    [InlineData("/validate")]
    public async Task What_may_not_be_asked_is_said_and_stops_nobody(string ending)
    {
        using var journey = WithGroup();
        journey.Interfere(
            r => r.Uri.AbsolutePath.EndsWith(ending, StringComparison.Ordinal),
            () => ArmReply.Json(403, JsonNode.Parse("""{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization to perform action 'Microsoft.Resources/deployments/validate/action' over scope"}}""")));
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Empty(plan.Refusals);
        Assert.Equal(ending == "/validate" ? [] : ["ALO7105"], plan.Findings.Where(f => f.Severity == Severity.Warning).Select(f => f.RuleId));
        Assert.NotEmpty((await journey.RunAsync()).VmId);
    }

    [Fact]
    public async Task The_subnet_is_looked_at_with_its_addresses_and_ways_out()
    {
        using var journey = WithGroup();
        Put(journey, "Microsoft.Network/routeTables/rt", """{"location":"westeurope","properties":{"routes":[{"name":"all","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance"}}]}}""");
        Put(journey, "Microsoft.Network/virtualNetworks/v", """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.1.0.0/16"]},"subnets":[
              {"name":"tiny","properties":{"addressPrefix":"10.1.0.0/30","defaultOutboundAccess":true}},
              {"name":"shut","properties":{"addressPrefix":"10.1.1.0/24","defaultOutboundAccess":false}},
              {"name":"nat","properties":{"addressPrefix":"10.1.2.0/24","defaultOutboundAccess":false,"natGateway":{"id":"~/providers/Microsoft.Network/natGateways/n"}}},
              {"name":"routed","properties":{"addressPrefix":"10.1.3.0/24","routeTable":{"id":"~/providers/Microsoft.Network/routeTables/rt"}}},
              {"name":"lent","properties":{"addressPrefix":"10.1.4.0/24","delegations":[{"name":"d","properties":{"serviceName":"Microsoft.Web/serverFarms"}}]}},
              {"name":"one","properties":{"addressPrefix":"10.1.5.0/29"}}]}}
            """);
        journey.Assessment = Samples.Server2003 with { Guest = Samples.Server2003.Guest! with { Release = Policy.Facts.WindowsRelease.WindowsServer2008, Architecture = Policy.Facts.MachineArchitecture.X64, Version = "6.0.6002" } };
        foreach ((string subnet, string[] rules) in new (string, string[])[] { ("shut", ["ALO7114"]), ("nat", []), ("routed", ["ALO7115"]), ("lent", ["ALO7116"]), ("one", []) })
        {
            journey.Request = Samples.Request with { SubnetId = $"{Rg}/providers/Microsoft.Network/virtualNetworks/v/subnets/{subnet}" };
            Assert.Equal(rules, (await journey.PlanAsync()).Findings.Select(f => f.RuleId));
        }

        for (int i = 0; i < 3; i++)
            Put(journey, $"Microsoft.Network/networkInterfaces/n{i}", """{"location":"westeurope","properties":{"ipConfigurations":[{"name":"p","properties":{"subnet":{"id":"~/providers/Microsoft.Network/virtualNetworks/v/subnets/one"}}}]}}""");
        Assert.Equal(["ALO7113"], Rules(await journey.PlanAsync()));
    }

    [Fact]
    public async Task The_kind_of_disk_and_its_caching_are_judged()
    {
        using var journey = new Journey { Request = Samples.Request with { DiskSku = "Standard_LRS", Caching = "readwrite" } };
        DeploymentPlan plan = await journey.PlanAsync();
        Assert.Equal(["ALO7131", "ALO7132"], plan.Findings.Where(f => f.Severity == Severity.Warning).Select(f => f.RuleId));
        Assert.Equal("ReadWrite", plan.Request.Caching);
    }

    private static Journey WithGroup()
    {
        var journey = new Journey();
        Put(journey, null, """{"location":"westeurope"}""");
        return journey;
    }

    /// <summary>Makes a resource that was there before.</summary>
    internal static void Put(Journey journey, string? path, string body)
    {
        var uri = new Uri($"https://management.azure.com{Rg}{(path is null ? "" : "/providers/" + path)}?api-version=2023-04-01");
        RehearsalReply reply = journey.Azure.Answer(new RehearsalRequest("PUT", uri, new Dictionary<string, string> { ["Authorization"] = "Bearer " + journey.Azure.Token }, System.Text.Encoding.UTF8.GetBytes(body.Replace("~", Rg))));
        Assert.True(reply.Status is 200 or 201, System.Text.Encoding.UTF8.GetString(reply.Body));
    }

    private static IEnumerable<string?> Rules(DeploymentPlan plan) => plan.Refusals.Select(r => r.RuleId).Distinct();

    private static void AssertNothingMade(Journey journey) => Assert.All(journey.Exchanges, e => Assert.Equal("GET", e.Request.Method));
}
