using System.Text;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.Connections;

/// <summary>A sign-in service that gives a token to whoever asks in the right form, and notes who asked for what.</summary>
internal sealed class SignInService
{
    public const string Token = "token-of-the-service";

    private readonly List<string> _asked = [];

    /// <summary>Addresses and bodies of all requests.</summary>
    public string Asked
    {
        get
        {
            lock (_asked) return string.Join("\n", _asked);
        }
    }

    public RehearsalTransport Transport => new(Answer);

    private RehearsalReply Answer(RehearsalRequest request)
    {
        lock (_asked) _asked.Add($"{request.Method} {request.Uri} {Uri.UnescapeDataString(Encoding.UTF8.GetString(request.Body))}");
        string authority = request.Uri.GetLeftPart(UriPartial.Authority) + "/" + request.Uri.AbsolutePath.Split('/')[1];
        return request.Uri.AbsolutePath switch
        {
            var path when path.EndsWith("/openid-configuration", StringComparison.Ordinal) => Json(
                $$"""{"token_endpoint":"{{authority}}/oauth2/v2.0/token","device_authorization_endpoint":"{{authority}}/oauth2/v2.0/devicecode","authorization_endpoint":"{{authority}}/oauth2/v2.0/authorize","issuer":"{{authority}}/v2.0"}"""),
            var path when path.EndsWith("/discovery/instance", StringComparison.Ordinal) => Json(
                $$"""{"tenant_discovery_endpoint":"{{authority}}/v2.0/.well-known/openid-configuration","metadata":[{"preferred_network":"login.microsoftonline.com","preferred_cache":"login.windows.net","aliases":["login.microsoftonline.com"]}]}"""),
            var path when path.EndsWith("/devicecode", StringComparison.Ordinal) => Json(
                """{"user_code":"ABCD1234","device_code":"device","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":0,"message":"Enter ABCD1234 at https://microsoft.com/devicelogin"}"""),
            _ => Json($$"""{"access_token":"{{Token}}",{{OfPerson(request)}}"token_type":"Bearer","expires_in":"3600","expires_on":"{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}","resource":"https://management.azure.com/","scope":"https://management.azure.com//.default"}"""),
        };
    }

    // A person has an identity beside the token; an application has none.
    private static string OfPerson(RehearsalRequest request) =>
        Encoding.UTF8.GetString(request.Body).Contains("device_code", StringComparison.Ordinal) ? $$""" "id_token":"{{IdToken}}","client_info":"eyJ1aWQiOiJ1IiwidXRpZCI6InQifQ",""" : "";

    private static string IdToken => $"{Part("""{"alg":"none"}""")}.{Part("""{"iss":"x","oid":"u","tid":"t","preferred_username":"somebody","aud":"a","exp":9999999999}""")}.";

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static RehearsalReply Json(string body) => new(200, new Dictionary<string, string> { ["Content-Type"] = "application/json" }, Encoding.UTF8.GetBytes(body));
}
