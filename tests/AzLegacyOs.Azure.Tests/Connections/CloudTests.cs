using System.Text;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Connections;

public class CloudTests
{
    private const string Hub = "https://management.local.azurestack.external";

    [Theory]
    [InlineData("AzureCloud", "https://management.azure.com")]
    [InlineData("azureusgovernment", "https://management.usgovcloudapi.net")]
    [InlineData("China", "https://management.chinacloudapi.cn")]
    [InlineData("https://management.azure.com/", "https://management.azure.com")]
    public async Task A_known_cloud_is_not_asked(string name, string endpoint) =>
        Assert.Equal(endpoint, (await AzureCloud.FindAsync(name, new RehearsalTransport(_ => throw new IOException("asked")), TestContext.Current.CancellationToken)).ResourceManagerEndpoint);

    /// <summary>Azure Stack Hub tells itself alone; the public clouds tell a list.</summary>
    [Theory]
    [InlineData("""{"authentication":{"loginEndpoint":"https://adfs.local.azurestack.external/adfs","audiences":["https://management.adfs.azurestack.local/x"]}}""")]
    [InlineData("""[{"name":"Other","resourceManager":"https://other/","authentication":{"loginEndpoint":"https://other/","audiences":["https://other/"]}},{"resourceManager":"https://management.local.azurestack.external/","authentication":{"loginEndpoint":"https://adfs.local.azurestack.external/adfs","audiences":["https://management.adfs.azurestack.local/x"]}}]""")]
    public async Task Another_one_tells_where_to_sign_in(string body)
    {
        Uri? asked = null;
        AzureCloud cloud = await AzureCloud.FindAsync(Hub, Says(200, body, uri => asked = uri), TestContext.Current.CancellationToken);
        Assert.Equal((Hub, "https://adfs.local.azurestack.external/adfs", "https://management.adfs.azurestack.local/x"), (cloud.ResourceManagerEndpoint, cloud.AuthorityHost, cloud.Audience));
        Assert.Equal(Hub + "/metadata/endpoints?api-version=2022-09-01", asked!.AbsoluteUri);
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "3")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"authentication":{"loginEndpoint":"http://plain/","audiences":["https://x/"]}}""")]
    [InlineData(404, "")]
    public async Task What_is_no_Resource_Manager_is_an_error_that_names_it(int status, string body)
    {
        var exception = await Assert.ThrowsAsync<AzureOperationException>(() => AzureCloud.FindAsync(Hub, Says(status, body, _ => { }), CancellationToken.None));
        Assert.Contains(Hub, exception.Message);
    }

    [Theory]
    [InlineData("Mars")]
    [InlineData("http://management.local.azurestack.external")]
    public async Task Another_name_is_refused_with_those_that_there_are(string name) =>
        Assert.Contains("UsGovernment", (await Assert.ThrowsAsync<ArgumentException>(() => AzureCloud.FindAsync(name, TestContext.Current.CancellationToken))).Message);

    private static RehearsalTransport Says(int status, string body, Action<Uri> hear) => new(request =>
    {
        hear(request.Uri);
        return new RehearsalReply(status, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body));
    });
}
