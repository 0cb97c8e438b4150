using System.Text.Json;
using System.Text.RegularExpressions;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Texts;

/// <summary>What people read is in the language of the session; what programs read is the same in each.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "Guest", "Blockers", "Warnings", "expected", "remedy", "generalized", "deployable: ")]
    [InlineData("nl-NL", "Gast", "Blokkades", "Waarschuwingen", "verwacht", "remedie", "gegeneraliseerd", "implementeerbaar: ")]
    public async Task A_test_is_rendered(string culture, params string[] words)
    {
        CommandRun run = await In(culture, "test", Fixtures.Get("server2003-x86-generalized"));

        Assert.StartsWith("Blocked  ", run.Output);
        foreach (string word in words) Assert.Contains(word, run.Output);
        Assert.Contains("ALO3011", run.Output);
    }

    [Theory]
    [InlineData("en", "OS SUPPORTED", "specialized only", "Conditional")]
    [InlineData("nl-NL", "ONDERSTEUND", "alleen gespecialiseerd", "Voorwaardelijk")]
    public async Task The_matrix_is_rendered(string culture, params string[] words)
    {
        CommandRun run = await In(culture, "status", "--all");

        foreach (string word in words) Assert.Contains(word, run.Output);
    }

    [Theory]
    [InlineData("en", "Can use   4 GiB of memory, 2 vCPU", "Sources", "Extensions")]
    [InlineData("nl-NL", "Benut     4 GiB geheugen, 2 vCPU", "Bronnen", "Extensies")]
    public async Task The_status_of_an_image_is_rendered(string culture, params string[] words)
    {
        CommandRun run = await In(culture, "status", "--vhd", Fixtures.Get("server2003r2-x86"));

        foreach (string word in words) Assert.Contains(word, run.Output);
    }

    [Theory]
    [InlineData("en", "Plan: VM erp in resource group legacy", "no inbound rule", "Only shown: nothing was changed.")]
    [InlineData("nl-NL", "Plan: VM erp in resourcegroep legacy", "geen inkomende regel", "Alleen getoond: er is niets gewijzigd.")]
    public async Task A_plan_is_rendered(string culture, params string[] words)
    {
        CommandRun run = await In(culture, "new-vm", Fixtures.Get("server2003r2-x86"), "--name", "erp", "--resource-group", "legacy", "--location", "westeurope", "--rehearse", "--what-if");

        foreach (string word in words) Assert.Contains(word, run.Output);
    }

    [Theory]
    [InlineData("en", "Uploaded ", " of data, disk ", " requests, ")]
    [InlineData("nl-NL", " geüpload naar ", " aan gegevens, schijf ", " verzoeken, ")]
    public async Task An_upload_is_rendered(string culture, params string[] words)
    {
        CommandRun run = await In(culture, "upload", Fixtures.Get("server2003r2-x86"), "--disk", "erp", "--resource-group", "legacy", "--location", "westeurope", "--rehearse");

        string output = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (string word in words) Assert.Contains(word, output);
    }

    [Theory]
    [InlineData("en", "Judge the file for an upload with another tool", "Default: .azlegacyos.json in the current folder", "Show help and usage information.")]
    [InlineData("nl-NL", "Beoordeel het bestand voor een upload met een ander programma", "Standaard: .azlegacyos.json in de huidige map", "Toon hulp en gebruik.")]
    public async Task Help_is_rendered(string culture, params string[] words)
    {
        string output = string.Join(' ', (await In(culture, "test", "--help")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        foreach (string word in words) Assert.Contains(word, output);
        Assert.Contains("--throttle-limit <N>", output);
    }

    [Theory]
    [InlineData("en", "There is no rule 'ALO9'")]
    [InlineData("nl-NL", "Er is geen regel 'ALO9'")]
    public async Task An_error_is_rendered(string culture, string words) =>
        Assert.Contains(words, (await In(culture, "test", "disk.vhd", "--rule", "ALO9")).Error);

    [Theory]
    [InlineData("en", "has no signature in it")]
    [InlineData("nl-NL", "staat geen handtekening")]
    public async Task A_refused_address_is_rendered(string culture, string words) =>
        Assert.Contains(words, (await In(culture, "upload", Fixtures.Get("server2003r2-x86"), "--sas-uri", "https://legacy.blob.core.windows.net/disks/erp.vhd")).Error);

    /// <summary>Ids, names, words of the contract, numbers, dates and places are those of every session.</summary>
    [Fact]
    public async Task The_JSON_differs_in_sentences_alone()
    {
        string[] arguments = ["test", Fixtures.Get("server2003-x86-generalized"), "--output", "json", "--as-of", "2026-11-21"];
        IReadOnlyList<string> english = Skeleton((await In("en", arguments)).Json), dutch = Skeleton((await In("nl-NL", arguments)).Json);

        Assert.Equal(english, dutch);
    }

    private static Task<CommandRun> In(string culture, params string[] arguments) => ResourceTexts.InAsync(culture, () => CommandRun.Of(arguments));

    /// <summary>Every name and every value that is not a sentence.</summary>
    private static IReadOnlyList<string> Skeleton(JsonElement element, string path = "$")
    {
        return element.ValueKind switch
        {
            JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(property => Skeleton(property.Value, $"{path}.{property.Name}"))],
            JsonValueKind.Array => [.. element.EnumerateArray().SelectMany((item, index) => Skeleton(item, $"{path}[{index}]"))],
            JsonValueKind.String when Regex.IsMatch(element.GetString()!, @"\s") => [path],
            _ when path.EndsWith("Milliseconds", StringComparison.Ordinal) => [path],
            _ => [$"{path} = {element}"],
        };
    }
}
