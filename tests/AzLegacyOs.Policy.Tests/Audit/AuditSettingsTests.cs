using AzLegacyOs.Policy.Audit;

namespace AzLegacyOs.Policy.Tests.Audit;

public sealed class AuditSettingsTests
{
    [Fact]
    public void A_file_gives_its_decisions_in_order()
    {
        AuditSettings settings = AuditSettings.Parse("""
            {
              "$schema": "anything",
              "accepted": [
                { "rule": "alo5014", "reason": "the firewall knows port 3390", "by": "J. Jansen", "until": "2027-01-31", "image": "erp*.vhd", "where": "*RDP-Tcp*", "seen": "*3390" },
                { "rule": "ALO7011", "reason": "één gigabyte is genoeg", "by": null }
              ]
            }
            """, "settings");

        Assert.Equal(
            [
                new AcceptedFinding { Rule = "ALO5014", Reason = "the firewall knows port 3390", By = "J. Jansen", Until = new DateTime(2027, 1, 31), Image = "erp*.vhd", Where = "*RDP-Tcp*", Seen = "*3390" },
                new AcceptedFinding { Rule = "ALO7011", Reason = "één gigabyte is genoeg" },
            ],
            settings.Accepted);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "accepted": [] }""")]
    public void A_file_may_decide_nothing(string json) => Assert.Empty(AuditSettings.Parse(json, "settings").Accepted);

    [Theory]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014" } ] }""", "accepted[0] has no 'reason'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": " " } ] }""", "accepted[0] has an empty 'reason'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": null } ] }""", "accepted[0] has no 'reason'")]
    [InlineData("""{ "accepted": [ { "reason": "so" } ] }""", "accepted[0] has no 'rule'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": "so" }, { "rule": "ALO9999", "reason": "so" } ] }""", "accepted[1]: there is no rule 'ALO9999'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5*", "reason": "so" } ] }""", "there is no rule 'ALO5*'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": "so", "expires": "2027-01-01" } ] }""", "a name 'expires'")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": "so", "until": "31-01-2027" } ] }""", "'until' has to be a day")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": 5 } ] }""", "accepted[0].reason has to be of the JSON type string")]
    [InlineData("""{ "accepted": [ { "rule": "ALO5014", "reason": "so", "reason": "or so" } ] }""", "'reason' more than once")]
    [InlineData("""{ "accepted": { "rule": "ALO5014", "reason": "so" } }""", "accepted has to be of the JSON type array")]
    [InlineData("""{ "accepted": [ "ALO5014" ] }""", "accepted[0] has to be of the JSON type object")]
    [InlineData("""{ "accept": [] }""", "a name 'accept'")]
    [InlineData("""[]""", "of the JSON type object")]
    [InlineData("""{ "accepted": [ """, "is not valid JSON")]
    [InlineData("", "is not valid JSON")]
    [InlineData("accepted: none", "is not valid JSON")]
    public void What_is_not_understood_is_refused_with_its_place(string json, string message)
    {
        string text = Assert.Throws<AuditSettingsException>(() => AuditSettings.Parse(json, "decisions.json")).Message;

        Assert.Contains(message, text);
        Assert.Contains("decisions.json", text);
    }

    /// <summary>Whatever the bytes: settings, or one clear error.</summary>
    [Fact]
    public void Broken_files_give_one_clear_error()
    {
        const string Sound = """{ "$schema": "x", "accepted": [ { "rule": "ALO5014", "reason": "a \u0041 \" b", "until": "2027-01-31" } ] }""";
        var random = new Random(20261121);
        for (int i = 0; i < 3000; i++)
        {
            char[] text = Sound.ToCharArray();
            for (int changes = random.Next(1, 4); changes > 0; changes--) text[random.Next(text.Length)] = (char)random.Next(random.Next(2) == 0 ? 128 : char.MaxValue);
            string json = new string(text)[..random.Next(Sound.Length / 2, Sound.Length + 1)];
            if (Record.Exception(() => AuditSettings.Parse(json, "settings")) is { } exception) Assert.IsType<AuditSettingsException>(exception);
        }
    }

    [Fact]
    public void Deep_and_long_texts_are_refused()
    {
        Assert.Throws<AuditSettingsException>(() => AuditSettings.Parse(new string('[', 100_000), "settings"));
        Assert.Throws<AuditSettingsException>(() => AuditSettings.Parse(new string(' ', AuditSettings.LongestText + 1), "settings"));
    }
}
