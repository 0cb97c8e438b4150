using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Plans;
using AzLegacyOs.Azure.Templates;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Deployment;

/// <summary>The plan, its template, its file and its run say the same thing.</summary>
public partial class TemplateTests
{
    [Fact]
    public async Task The_template_deploys_what_the_plan_sends()
    {
        using Journey journey = Rich();
        DeploymentPlan plan = await journey.PlanAsync();
        JsonNode template = JsonNode.Parse(TemplateFile.ArmText(plan))!;
        Assert.Equal(
            plan.Resources.Where(r => r.Type is not ("Microsoft.Resources/resourceGroups" or "Microsoft.Compute/disks")).Select(r => r.Name),
            template["resources"]!.AsArray().Select(r => (string)r!["name"]!));
        foreach (JsonNode? resource in template["resources"]!.AsArray())
        {
            PlannedResource planned = plan.Resources.Single(r => r.Type == (string?)resource!["type"] && r.Name == (string?)resource["name"]);
            Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(planned.Properties), Resolve(resource!, plan)), planned.Type);
        }
    }

    [Fact]
    public async Task The_template_holds_nothing_illegal_for_an_attached_disk_and_nothing_of_the_subscription()
    {
        using Journey journey = Rich();
        DeploymentPlan plan = await journey.PlanAsync();
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "main.json", "main.bicep" })
        {
            TemplateFile.Write(plan, folder.Combine(name));
            string text = File.ReadAllText(folder.Combine(name));
            Assert.DoesNotContain("osProfile", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("imageReference", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(plan.SubscriptionId, text);
            Assert.Contains("Add-AzLegacyVhd", text);
        }

        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task What_has_to_be_there_first_is_deployed_first()
    {
        using Journey journey = Rich();
        JsonArray resources = JsonNode.Parse(TemplateFile.ArmText(await journey.PlanAsync()))!["resources"]!.AsArray();
        string[] Before(string type) => [.. resources.Single(r => (string?)r!["type"] == type)!["dependsOn"]?.AsArray().Select(d => Name().Match((string)d!).Groups[1].Value) ?? []];
        Assert.Equal(["legacy01-nsg", "legacy01-vnet", "legacy01-ip"], Before("Microsoft.Network/networkInterfaces"));
        Assert.Equal(["legacy01-nic"], Before("Microsoft.Compute/virtualMachines"));
        Assert.Empty(Before("Microsoft.Network/virtualNetworks"));
    }

    [Fact]
    public async Task Bicep_says_the_same_as_the_template()
    {
        using Journey journey = Rich();
        string bicep = BicepTemplate.Of(await journey.PlanAsync());
        Assert.Contains("resource disk 'Microsoft.Compute/disks@2023-04-02' existing = {\n  name: 'legacy01-osdisk'\n}", bicep);
        Assert.Contains("resource machine 'Microsoft.Compute/virtualMachines@2023-07-01' = {\n  name: 'legacy01'", bicep);
        Assert.Contains("id: disk.id", bicep);
        Assert.Contains("id: '${network.id}/subnets/default'", bicep);
        Assert.Contains("id: networkInterface.id", bicep);
        Assert.Contains("'cost center': 'it\\'s \\${x}'", bicep);
        Assert.DoesNotContain("osType: 'Attach'", bicep);
        Assert.Equal(bicep.Count(c => c == '{'), bicep.Count(c => c == '}'));
    }

    [Fact]
    public async Task A_saved_plan_comes_back_as_it_was()
    {
        using Journey journey = Rich();
        DeploymentPlan plan = await journey.PlanAsync();
        using var folder = new TemporaryFolder();
        PlanFile.Save(plan, folder.Combine("plan.json"));
        DeploymentPlan loaded = PlanFile.Load(folder.Combine("plan.json"));
        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(loaded));
        Assert.Empty(PlanComparison.Differences(loaded, plan));
        Assert.Equal(TemplateFile.ArmText(plan), TemplateFile.ArmText(loaded));
    }

    [Fact]
    public async Task A_saved_plan_runs_and_runs_again_and_sends_what_it_says()
    {
        using Journey journey = Rich();
        DeploymentPlan saved = await SavedAsync(journey);
        DeploymentPlan current = PlanComparison.Hold(saved, await journey.PlanAsync());
        await DeploymentRunner.RunAsync(journey.Connection, current, journey.Assessment, journey.Disk.AsFixedVhd(), cancellationToken: TestContext.Current.CancellationToken);
        var sent = journey.Exchanges.Where(e => e.Request.Method == "PUT" && e.Request.Query("comp") is null).ToList();
        Assert.Equal(saved.Resources.Select(r => r.Id), sent.Select(e => e.Request.Uri.AbsolutePath));
        foreach ((PlannedResource resource, JsonNode? body) in saved.Resources.Zip(sent.Select(e => JsonNode.Parse(e.Request.Body))))
            Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(resource.Properties), body), resource.Type);
        Assert.Empty(PlanComparison.Hold(saved, await journey.PlanAsync()).Refusals);
    }

    [Fact]
    public async Task A_saved_plan_is_refused_where_the_image_the_subscription_or_what_is_there_is_not_as_it_was()
    {
        using Journey journey = Rich();
        DeploymentPlan saved = await SavedAsync(journey);
        string[] Ids(DeploymentPlan reviewed, DeploymentPlan current) => [.. PlanComparison.Differences(reviewed, current).Select(r => r.ErrorId).Distinct()];
        DeploymentPlan now = await journey.PlanAsync();
        Assert.Empty(Ids(saved, now));
        Assert.Equal(["PlanSubscriptionDiffers"], Ids(saved with { SubscriptionId = Guid.NewGuid().ToString() }, now));
        journey.Disk = Samples.Disk(seed: 9);
        Assert.Contains("PlanImageDiffers", Ids(saved, await journey.PlanAsync()));
        journey.Disk = Samples.Disk();
        PreflightTests.Put(journey, null, """{"location":"westeurope"}""");
        PreflightTests.Put(journey, "Microsoft.Network/networkSecurityGroups/legacy01-nsg", """{"location":"westeurope","properties":{"securityRules":[]}}""");
        DeploymentRefusal refusal = Assert.Single(PlanComparison.Differences(saved, await journey.PlanAsync()));
        Assert.Equal("PlanOutdated", refusal.ErrorId);
        Assert.Contains("legacy01-nsg: it exists by now and differs in properties.securityRules", refusal.Reason);
    }

    [Fact]
    public async Task A_plan_that_was_changed_by_hand_is_refused()
    {
        using Journey journey = Rich();
        DeploymentPlan saved = await SavedAsync(journey);
        var body = new Dictionary<string, object?>(saved.Resources[^1].Properties) { ["identity"] = "x" };
        DeploymentPlan changed = saved with { Resources = [.. saved.Resources.Take(saved.Resources.Count - 1), saved.Resources[^1] with { Properties = body }] };
        Assert.Contains("would be made otherwise", Assert.Single(PlanComparison.Differences(changed, await journey.PlanAsync())).Reason);
        DeploymentPlan more = saved with { Resources = [.. saved.Resources, saved.Resources[^1] with { Id = "/x" }] };
        Assert.Single(PlanComparison.Differences(more, await journey.PlanAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"azlegacyos-plan/1\"}")]
    [InlineData("{\"kind\":\"azlegacyos-plan/2\",\"plan\":{}}")]
    [InlineData("{\"kind\":\"azlegacyos-plan/1\",\"plan\":{\"resources\":[{\"properties\":3}]}}")]
    public void What_is_no_plan_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Combine("plan.json"), text);
        Assert.Throws<InvalidDataException>(() => PlanFile.Load(folder.Combine("plan.json")));
    }

    [Theory]
    [InlineData("resources")]
    [InlineData("request")]
    [InlineData("size")]
    public async Task A_plan_without_something_that_every_plan_has_is_refused(string part)
    {
        using var journey = new Journey();
        using var folder = new TemporaryFolder();
        string file = folder.Combine("plan.json");
        PlanFile.Save(await journey.PlanAsync(), file);
        JsonNode plan = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.NotNull(plan["plan"]![part]);
        plan["plan"]![part] = null;
        File.WriteAllText(file, plan.ToJsonString());
        Assert.Throws<InvalidDataException>(() => PlanFile.Load(file));
    }

    [Fact]
    public async Task The_resources_of_the_template_keep_to_the_specifications()
    {
        string check = Specifications.ContractCheck;
        using Journey journey = Rich();
        DeploymentPlan plan = await journey.PlanAsync();
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.Combine("template.jsonl"), JsonNode.Parse(TemplateFile.ArmText(plan))!["resources"]!.AsArray().Select(resource =>
        {
            PlannedResource planned = plan.Resources.Single(r => r.Type == (string?)resource!["type"] && r.Name == (string?)resource["name"]);
            return new JsonObject
            {
                ["method"] = "PUT",
                ["url"] = $"https://management.azure.com{planned.Id}?api-version={(string)resource!["apiVersion"]!}",
                ["requestBody"] = Resolve(resource, plan),
            }.ToJsonString();
        }));
        (int exitCode, string output) = NodeModules.Run(NodeModules.Require("oav", check, folder.Combine("template.jsonl")));
        Assert.True(exitCode == 0, output);
        Assert.Contains("5 exchanges, 0 faults, 0 of operations", output);
    }

    private static Journey Rich() => new()
    {
        Request = Samples.Request with
        {
            AllowRdpFrom = ["203.0.113.7"],
            Zone = "2",
            LicenseType = "Windows_Server",
            Tags = new Dictionary<string, string> { ["owner"] = "[ops]", ["cost center"] = "it's ${x}", ["stage"] = "[1] of 2" },
        },
    };

    private static async Task<DeploymentPlan> SavedAsync(Journey journey)
    {
        using var folder = new TemporaryFolder();
        PlanFile.Save(await journey.PlanAsync(), folder.Combine("plan.json"));
        return PlanFile.Load(folder.Combine("plan.json"));
    }

    /// <summary>The body that Resource Manager would make of a resource of the template.</summary>
    private static JsonNode Resolve(JsonNode resource, DeploymentPlan plan)
    {
        var body = (JsonObject)Resolved(resource, plan)!;
        foreach (string own in new[] { "type", "apiVersion", "name", "dependsOn" }) body.Remove(own);
        return body;
    }

    private static JsonNode? Resolved(JsonNode? node, DeploymentPlan plan) => node switch
    {
        JsonObject item => new JsonObject(item.Select(p => KeyValuePair.Create(p.Key, Resolved(p.Value, plan)))),
        JsonArray list => new JsonArray([.. list.Select(i => Resolved(i, plan))]),
        JsonValue value when value.TryGetValue(out string? text) => Text(text, plan),
        _ => node?.DeepClone(),
    };

    private static string Text(string text, DeploymentPlan plan)
    {
        if (text.StartsWith("[[", StringComparison.Ordinal) && text.EndsWith(']')) return text[1..];
        Match match = Expression().Match(text);
        if (!match.Success) return text;
        string[] type = match.Groups[1].Value.Split('/'), names = [.. Argument().Matches(match.Groups[2].Value).Select(m => m.Groups[1].Value)];
        string rest = string.Concat(names.Select((name, i) => $"/{type[i + 1]}/{name}"));
        return $"/subscriptions/{plan.SubscriptionId}/resourceGroups/{plan.Request.ResourceGroup}/providers/{type[0]}{rest}";
    }

    [GeneratedRegex(@"^\[resourceId\('([^']+)'((?:, '[^']+')+)\)\]$")]
    private static partial Regex Expression();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Argument();

    [GeneratedRegex(@", '([^']+)'\)\]$")]
    private static partial Regex Name();
}
