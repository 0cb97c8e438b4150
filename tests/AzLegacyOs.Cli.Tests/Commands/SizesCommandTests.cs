using System.Text.Json;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

public sealed class SizesCommandTests
{
    [Fact]
    public async Task The_sizes_that_fit_are_ranked()
    {
        CommandRun run = await CommandRun.Of("sizes", "--os", "Windows Server 2003 R2", "--architecture", "x86", "--location", "westeurope", "--rehearse", "--output", "json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        JsonElement[] sizes = [.. run.Json.EnumerateArray()];
        Assert.NotEmpty(sizes);
        Assert.All(sizes, size => Assert.True(size.GetProperty("fits").GetBoolean()));
        Assert.Equal(Enumerable.Range(1, sizes.Length), sizes.Select(size => size.GetProperty("position").GetInt32()));
    }

    [Fact]
    public async Task The_others_are_listed_with_the_rule_against_them()
    {
        CommandRun run = await CommandRun.Of("sizes", "--vhd", Fixtures.Get("server2003r2-x86"), "--location", "westeurope", "--include-excluded", "--rehearse");
        Assert.Contains("1.   ", run.Output);
        Assert.Matches(@"-    Standard_D2s_v6 +ALO70\d\d: ", run.Output);
        Assert.DoesNotContain("Standard_D2s_v6", (await CommandRun.Of("sizes", "--os", "XP", "--location", "westeurope", "--rehearse")).Output);
    }

    [Fact]
    public async Task A_saved_list_needs_no_network()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Combine("skus.json");
        File.WriteAllText(file, """
            [{"resourceType":"virtualMachines","name":"Standard_B2ls_v2","locations":["westeurope"],"capabilities":[
              {"name":"vCPUs","value":"2"},{"name":"MemoryGB","value":"4"},{"name":"HyperVGenerations","value":"V1,V2"}]}]
            """);
        CommandRun run = await CommandRun.Of("sizes", "--os", "XP", "--sku-list", file, "--output", "json");
        Assert.Equal("Standard_B2ls_v2", Assert.Single(run.Json.EnumerateArray()).GetProperty("size").GetProperty("name").GetString());
        File.WriteAllText(file, "{}");
        Assert.Equal(ExitCode.Unreadable, (await CommandRun.Of("sizes", "--os", "XP", "--sku-list", file)).ExitCode);
    }

    [Theory]
    [InlineData("--location", "westeurope")]
    [InlineData("--os", "XP")]
    [InlineData("--os", "XP", "--vhd", "disk.vhd", "--location", "westeurope")]
    [InlineData("--os", "OS/2", "--location", "westeurope", "--rehearse")]
    public async Task Half_a_question_and_an_unknown_name_are_wrong_usage(params string[] options) =>
        Assert.Equal(ExitCode.WrongUsage, (await CommandRun.Of(["sizes", .. options])).ExitCode);
}
