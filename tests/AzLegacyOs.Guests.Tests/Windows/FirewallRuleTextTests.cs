using AzLegacyOs.Guests.Windows.Network;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Tests.Windows;

public sealed class FirewallRuleTextTests
{
    [Fact]
    public void TheRuleOfWindows7_IsRead()
    {
        FirewallRuleFacts rule = FirewallRuleText.Parse(
            "RemoteDesktop-In-TCP",
            @"v2.10|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Domain|Profile=Private|LPort=3389|App=System|Name=@FirewallAPI.dll,-28753|Desc=@FirewallAPI.dll,-28756|EmbedCtxt=@FirewallAPI.dll,-28752|")!;

        Assert.False(rule.Active);
        Assert.True(rule.Allow);
        Assert.True(rule.Inbound);
        Assert.Equal(6, rule.Protocol);
        Assert.Equal(["3389"], rule.LocalPorts);
        Assert.Equal(["Domain", "Private"], rule.Profiles);
        Assert.Empty(rule.RemoteAddresses);
    }

    [Fact]
    public void Ranges_Addresses_AndMissingParts_AreKept()
    {
        FirewallRuleFacts rule = FirewallRuleText.Parse("x", "v2.30|Action=Block|Active=TRUE|Dir=Out|LPort2_10=3380-3390|LPort=RPC|LPort2_20=Ply2Disc|RA4=168.63.129.16|RA42=LocalSubnet|")!;

        Assert.Null(rule.Protocol);
        Assert.False(rule.Allow);
        Assert.False(rule.Inbound);
        Assert.Equal(["3380-3390", "RPC", "Ply2Disc"], rule.LocalPorts);
        Assert.Empty(rule.Profiles);
        Assert.Equal(["168.63.129.16", "LocalSubnet"], rule.RemoteAddresses);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2.10")]
    [InlineData("3389:TCP:*:Enabled:x|")]
    [InlineData("v2.10|Protocol=TCP|")]
    public void AnythingElse_IsNoRule(string text) => Assert.Null(FirewallRuleText.Parse("x", text));
}
