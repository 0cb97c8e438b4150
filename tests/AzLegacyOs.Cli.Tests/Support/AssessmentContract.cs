using System.Text.Json;

namespace AzLegacyOs.Cli.Tests.Support;

/// <summary>The names and words of an assessment that other programs rely on.</summary>
internal static class AssessmentContract
{
    private const string Answers = "Yes No Conditional Unconfirmed";

    private const string Releases = "WindowsNT4 Windows2000 WindowsXP WindowsServer2003 WindowsServer2003R2 WindowsVista WindowsServer2008 Windows7 "
        + "WindowsServer2008R2 Windows8 WindowsServer2012 Windows81 WindowsServer2012R2 Windows10 WindowsServer2016 WindowsServer2019 WindowsServer2022 Windows11 WindowsServer2025";

    public static void Check(JsonElement assessment)
    {
        JsonNames.AssertHas(assessment, "path verdict disk guest status findings statistics");
        JsonNames.AssertIsOneOf("Ready ReadyWithWarnings Blocked Unknown", assessment.GetProperty("verdict"));
        JsonNames.AssertHas(assessment.GetProperty("statistics"), "bytesRead elapsedMilliseconds");
        CheckDisk(assessment.GetProperty("disk"));
        if (assessment.GetProperty("guest") is { ValueKind: JsonValueKind.Object } guest) CheckGuest(guest);
        if (assessment.GetProperty("status") is { ValueKind: JsonValueKind.Object } status) CheckStatus(status);
        foreach (JsonElement finding in assessment.GetProperty("findings").EnumerateArray()) CheckFinding(finding);
    }

    public static void CheckStatus(JsonElement status)
    {
        JsonNames.AssertHas(status, "deployable osSupported agentCapable imageState marketplace inPlaceUpgrade endOfSupport endOfExtendedSecurityUpdates memoryLimitNote maxVirtualProcessors extensions sources");
        foreach (string name in new[] { "deployable", "osSupported", "agentCapable" }) JsonNames.AssertIsOneOf(Answers, status.GetProperty(name));
        JsonNames.AssertIsOneOf("SpecializedOnly SpecializedOrGeneralized", status.GetProperty("imageState"));
        if (status.GetProperty("endOfSupport") is { ValueKind: JsonValueKind.String } day) Assert.Matches(@"^\d{4}-\d\d-\d\d$", day.GetString());
        foreach (JsonElement extension in status.GetProperty("extensions").EnumerateArray()) JsonNames.AssertHas(extension, "name supported reason");
        CheckSources(status.GetProperty("sources"));
        foreach (JsonElement statement in status.GetProperty("statements").EnumerateArray()) CheckSources(statement.GetProperty("sources"));
    }

    private static void CheckDisk(JsonElement disk)
    {
        JsonNames.AssertHas(disk, "format subformat virtualSize fileSize allocatedSize partitionStyle generation partitions");
        JsonNames.AssertIsOneOf("Vhd Vhdx Vmdk Vdi Qcow2 Raw", disk.GetProperty("format"));
        JsonNames.AssertIsOneOf("Mbr Gpt None", disk.GetProperty("partitionStyle"));
        foreach (JsonElement partition in disk.GetProperty("partitions").EnumerateArray()) JsonNames.AssertHas(partition, "number offset size type active fileSystem label");
    }

    private static void CheckGuest(JsonElement guest)
    {
        JsonNames.AssertHas(guest, "family release productName edition version servicePack architecture kind state computerName systemRoot");
        JsonNames.AssertIsOneOf("Windows Linux Bsd Other", guest.GetProperty("family"));
        if (guest.GetProperty("release") is { ValueKind: JsonValueKind.String } release) JsonNames.AssertIsOneOf(Releases, release);
        if (guest.GetProperty("architecture") is { ValueKind: JsonValueKind.String } architecture) JsonNames.AssertIsOneOf("X86 X64 Arm64 IA64", architecture);
        if (guest.GetProperty("kind") is { ValueKind: JsonValueKind.String } kind) JsonNames.AssertIsOneOf("Client Server DomainController", kind);
        if (guest.GetProperty("state") is { ValueKind: JsonValueKind.String } state) JsonNames.AssertIsOneOf("Specialized Generalized Indeterminate", state);
    }

    private static void CheckFinding(JsonElement finding)
    {
        JsonNames.AssertHas(finding, "ruleId severity title seen where expected remedy repairable sources");
        Assert.Matches(@"^ALO\d{4}$", finding.GetProperty("ruleId").GetString());
        JsonNames.AssertIsOneOf("Blocker Warning Information", finding.GetProperty("severity"));
        CheckSources(finding.GetProperty("sources"));
    }

    private static void CheckSources(JsonElement sources)
    {
        foreach (JsonElement source in sources.EnumerateArray()) JsonNames.AssertHas(source, "title url date");
    }
}
