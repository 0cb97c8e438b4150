using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Testing;
using Azure.Core;
using Azure.Identity;

namespace AzLegacyOs.Azure.Tests.Connections;

/// <summary>Each way of signing in, up to the request that a sign-in service sees.</summary>
public class CredentialTests
{
    private const string Tenant = "11111111-2222-4333-8444-555555555555";

    private static readonly TokenRequestContext ResourceManager = new(["https://management.azure.com//.default"]);

    private static AzureConnectionOptions Options => new() { TenantId = Tenant, ClientId = "client-7" };

    [Fact]
    public async Task A_given_token_is_used_alone()
    {
        var service = new SignInService();
        Assert.Equal("mine", await TokenAsync(Options with { AccessToken = Secret("mine"), SignIn = SignIn.ServicePrincipal, ClientSecret = Secret("s") }, service));
        Assert.Equal("", service.Asked);
    }

    [Fact]
    public async Task A_service_principal_signs_in_with_its_secret()
    {
        var service = new SignInService();
        Assert.Equal(SignInService.Token, await TokenAsync(Options with { SignIn = SignIn.ServicePrincipal, ClientSecret = Secret("s3cret") }, service));
        Assert.Contains($"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token", service.Asked);
        Assert.Contains("client_id=client-7", service.Asked);
        Assert.Contains("client_secret=s3cret", service.Asked);
    }

    [Theory]
    [InlineData("principal.pem", null)]
    [InlineData("principal.pfx", "pass")]
    public async Task A_service_principal_signs_in_with_its_certificate(string name, string? password)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Combine(name);
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=principal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (password is null) File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
        var service = new SignInService();
        AzureConnectionOptions options = Options with { SignIn = SignIn.ServicePrincipal, CertificatePath = file, CertificatePassword = password is null ? null : Secret(password) };
        Assert.Equal(SignInService.Token, await TokenAsync(options, service));
        Assert.Contains("client_assertion=", service.Asked);
        if (password is null) return;
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => Credentials.For(options with { CertificatePassword = Secret("other-pass") }));
        Assert.Contains(name, wrong.Message);
        Assert.DoesNotContain("other-pass", wrong.ToString());
    }

    [Fact]
    public async Task A_person_is_told_the_code()
    {
        var service = new SignInService();
        var told = new List<string>();
        Assert.Equal(SignInService.Token, await TokenAsync(Options with { SignIn = SignIn.DeviceCode, Tell = told.Add }, service));
        Assert.Equal(["Enter ABCD1234 at https://microsoft.com/devicelogin"], told);
    }

    [Fact]
    public async Task A_managed_identity_is_asked_of_the_machine()
    {
        var service = new SignInService();
        Assert.Equal(SignInService.Token, await TokenAsync(Options with { SignIn = SignIn.ManagedIdentity }, service));
        Assert.Contains("169.254.169.254", service.Asked);
        Assert.Contains("client_id=client-7", service.Asked);
    }

    [Fact]
    public async Task The_session_of_this_process_goes_first_and_no_service_is_asked()
    {
        var service = new SignInService();
        var asked = new List<(string, string?)>();
        Task<SessionToken?> Session(string audience, string? tenant)
        {
            asked.Add((audience, tenant));
            return Task.FromResult<SessionToken?>(new SessionToken(Secret("of the session"), DateTimeOffset.UtcNow.AddHours(1), null));
        }

        Assert.Equal("of the session", await TokenAsync(Options with { Session = Session }, service));
        Assert.Equal([("https://management.azure.com/", Tenant)], asked);
        Assert.Equal("", service.Asked);
    }

    [Theory]
    [InlineData(null, "is not installed")]
    [InlineData("Run Connect-AzAccount to login.", "Run Connect-AzAccount to login.")]
    public async Task A_session_that_has_no_token_says_why(string? obstacle, string words)
    {
        var credential = new SessionCredential((_, _) => Task.FromResult(obstacle is null ? null : new SessionToken(null, default, obstacle)), null);
        var exception = await Assert.ThrowsAsync<CredentialUnavailableException>(async () => await credential.GetTokenAsync(ResourceManager, TestContext.Current.CancellationToken));
        Assert.Contains(words, exception.Message);
    }

    [Theory]
    [InlineData(null, "client", "-TenantId")]
    [InlineData("tenant", null, "-ApplicationId")]
    [InlineData("tenant", "client", "-CertificatePath")]
    public void What_a_service_principal_lacks_is_named(string? tenant, string? client, string words)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Credentials.For(new AzureConnectionOptions { SignIn = SignIn.ServicePrincipal, TenantId = tenant, ClientId = client }));
        Assert.Contains(words, exception.Message);
    }

    private static async Task<string> TokenAsync(AzureConnectionOptions options, SignInService service) =>
        (await Credentials.For(options, service.Transport).GetTokenAsync(ResourceManager, TestContext.Current.CancellationToken)).Token;

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (char c in text) secret.AppendChar(c);
        return secret;
    }
}
