using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Rehearsal.Tests;

public class ResourceManagerTests
{
    [Fact]
    public void Requests_without_a_token_or_a_version_are_refused()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        RehearsalReply anonymous = azure.Answer(new RehearsalRequest("GET", new Uri($"https://management.azure.com{caller.Group}?api-version=1"), new Dictionary<string, string>(), []));
        Assert.Equal(401, anonymous.Status);
        Assert.Equal("MissingApiVersionParameter", caller.Code("GET", $"https://management.azure.com{caller.Group}"));
    }

    [Theory]
    [InlineData("GET", "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg", "SubscriptionNotFound")]
    [InlineData("GET", "{group}", "ResourceGroupNotFound")]
    [InlineData("GET", "{group}/providers/Microsoft.Compute/disks/d", "ResourceGroupNotFound")]
    [InlineData("GET", "/", "InvalidResourceType")]
    [InlineData("PUT", "{group}", "LocationRequired")]
    public void What_is_not_there_is_named(string method, string path, string code)
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        Assert.Equal(code, caller.Code(method, path.Replace("{group}", caller.Group)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"location\":5}")]
    [InlineData("{\"location\":\"westeurope\",\"sku\":{\"name\":\"Standard_LRS\"},\"properties\":7}")]
    public void A_body_that_makes_no_sense_is_refused_with_400(string body)
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        Assert.Equal(400, caller.Send("PUT", caller.Disk, body).Status);
    }

    [Fact]
    public void Network_resources_in_use_cannot_be_removed()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        caller.MakeNic();
        string network = $"{caller.Group}/providers/Microsoft.Network/virtualNetworks/w";
        Assert.Equal("InUseSubnetCannotBeDeleted", caller.Code("DELETE", network));
        caller.Finish("DELETE", caller.Nic);
        caller.Finish("DELETE", network);
        Assert.Equal(404, caller.Send("GET", network).Status);
        Assert.Equal(204, caller.Send("DELETE", network).Status);
    }

    [Fact]
    public void A_resource_group_goes_with_everything_in_it()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.FillDisk();
        RehearsalReply begun = caller.Send("DELETE", caller.Group).Reply;
        Assert.Equal(202, begun.Status);
        while (caller.Send("GET", begun.Headers["Location"]).Status == 202)
        {
        }

        Assert.Equal("ResourceGroupNotFound", caller.Code("GET", caller.Disk));
    }

    [Fact]
    public void A_resource_group_stays_where_it_is()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        Assert.Equal("InvalidResourceGroupLocation", caller.Code("PUT", caller.Group, """{"location":"northeurope"}"""));
        Assert.Equal("LocationNotAvailableForResourceType", caller.Code("PUT", caller.Group, """{"location":"mars"}"""));
    }

    [Fact]
    public void Basic_public_addresses_are_gone()
    {
        using var azure = new RehearsalAzure();
        var caller = new Caller(azure);
        caller.MakeGroup();
        string address = $"{caller.Group}/providers/Microsoft.Network/publicIPAddresses/p";
        Assert.Equal("IPv4BasicSkuPublicIpCountLimitReached", caller.Code("PUT", address, """{"location":"westeurope","properties":{"publicIPAllocationMethod":"Static"}}"""));
        Assert.Equal("PublicIPAddressAllocationMethodInvalid", caller.Code("PUT", address, """{"location":"westeurope","sku":{"name":"Standard"},"properties":{"publicIPAllocationMethod":"Dynamic"}}"""));
    }
}
