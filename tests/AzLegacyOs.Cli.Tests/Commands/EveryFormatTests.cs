using System.Text.Json;
using System.Text.Json.Nodes;
using AzLegacyOs.Cli.Tests.Support;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Cli.Tests.Commands;

/// <summary>One disk, kept in every format: what is said of it may differ in the container alone.</summary>
public sealed class EveryFormatTests
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData("server2003r2-x86")]
    [InlineData("server2016-x64-gpt")]
    public async Task A_disk_is_judged_alike_in_every_format(string fixture)
    {
        using var folder = new TemporaryFolder();
        ExternalTool qemu = ExternalTool.Require("qemu-img");
        string raw = folder.Combine("disk.img");
        qemu.Run("convert", "-f", "vpc", "-O", "raw", Fixtures.Get(fixture), raw).EnsureSuccess();
        using (FileStream file = File.OpenWrite(raw)) file.SetLength((file.Length + MiB - 1) / MiB * MiB);
        string expected = await JudgeAsync(raw);
        Assert.Contains("\"release\"", expected);

        foreach ((string format, string options) in QemuFormats.All)
        {
            string image = QemuFormats.Write(qemu, folder, raw, format, options);
            Assert.True(expected == await JudgeAsync(image), $"{format} {options}:\n{await JudgeAsync(image)}\nraw:\n{expected}");
        }

        byte[][] parts = [.. (await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken)).Chunk(10 * MiB)];
        for (int i = 0; i < parts.Length; i++) await File.WriteAllBytesAsync(folder.Combine($"split.{i + 1:D3}"), parts[i], TestContext.Current.CancellationToken);
        Assert.Equal(expected, await JudgeAsync(folder.Combine("split.001")));
    }

    /// <summary>The assessment without what is said of the file: its format and lengths, the rules about it, and what reading it took.</summary>
    private static async Task<string> JudgeAsync(string path)
    {
        CommandRun run = await CommandRun.Of("test", path, "--as-of", "2026-11-20", "--output", "json");
        Assert.Equal("", run.Error);
        JsonObject assessment = JsonNode.Parse(run.Output)!.AsArray()[0]!.AsObject();
        foreach (string name in new[] { "path", "statistics" }) Assert.True(assessment.Remove(name));
        // A file that has to be converted is a warning of its own.
        if (assessment["verdict"]!.GetValue<string>() == "ReadyWithWarnings") assessment["verdict"] = "Ready";
        JsonObject disk = assessment["disk"]!.AsObject();
        foreach (string name in new[] { "format", "subformat", "fileSize", "allocatedSize", "vhdFooter" }) Assert.True(disk.Remove(name));
        Keep(assessment, "findings", finding => !finding["ruleId"]!.GetValue<string>().StartsWith("ALO1", StringComparison.Ordinal));
        Keep(disk, "problems", problem => !problem.ToJsonString().Contains("with numbers as endings were read as one"));
        return assessment.ToJsonString(new JsonSerializerOptions { WriteIndented = true }).Replace(JsonEncodedText.Encode(path).ToString(), "IMAGE");
    }

    private static void Keep(JsonObject of, string list, Func<JsonNode, bool> isKept) =>
        of[list] = new JsonArray([.. of[list]!.AsArray().Where(item => isKept(item!)).Select(item => item!.DeepClone())]);
}
