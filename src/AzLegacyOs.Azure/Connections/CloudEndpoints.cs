using System.Text.Json;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AzLegacyOs.Azure.Connections;

/// <summary>Asks the Resource Manager of a cloud where one signs in to it.</summary>
/// <remarks>
/// The metadata endpoint that Add-AzEnvironment -ARMEndpoint asks. The public clouds tell a list of clouds, Azure Stack Hub one alone. What it tells
/// is taken from an https answer of the very address that the person gave.
/// </remarks>
internal static class CloudEndpoints
{
    private const string Query = "/metadata/endpoints?api-version=2022-09-01";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <exception cref="AzureOperationException">It cannot be reached, or does not tell.</exception>
    public static async Task<AzureCloud> AskAsync(Uri endpoint, HttpPipelineTransport? transport, CancellationToken cancellationToken)
    {
        string root = endpoint.GetLeftPart(UriPartial.Authority);
        return await FailureMap.Guard(AzureText.Of("Cloud.Asking", root), cancellationToken, async () =>
        {
            HttpPipeline pipeline = AzureConnection.PagePipeline(new ServiceTransport { Transport = transport, MaxRetries = 2, PageTimeout = Patience });
            HttpMessage message = pipeline.CreateMessage();
            message.Request.Method = RequestMethod.Get;
            message.Request.Uri.Reset(new Uri(root + Query));
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (message.Response.Status != 200) throw new RequestFailedException(message.Response);
            using var document = JsonDocument.Parse(message.Response.Content);
            return Read(root, document.RootElement) ?? throw NotTold(root);
        }).ConfigureAwait(false);
    }

    private static AzureCloud? Read(string root, JsonElement answer)
    {
        JsonElement cloud = answer.ValueKind == JsonValueKind.Array
            ? answer.EnumerateArray().FirstOrDefault(one => Uri.TryCreate(one.TextAt("resourceManager"), UriKind.Absolute, out Uri? own) && own.GetLeftPart(UriPartial.Authority) == root)
            : answer;
        string? audience = cloud.ListAt("authentication", "audiences").Select(item => item.AsText()).FirstOrDefault();
        return audience is not null && Uri.TryCreate(cloud.TextAt("authentication", "loginEndpoint"), UriKind.Absolute, out Uri? signIn) && signIn.Scheme == Uri.UriSchemeHttps
            ? new AzureCloud { Name = cloud.TextAt("name") ?? new Uri(root).Host, ResourceManagerEndpoint = root, Audience = audience, AuthorityHost = signIn.AbsoluteUri }
            : null;
    }

    private static AzureOperationException NotTold(string root) => new(AzureText.Of("Cloud.Asking", root), new AzureFailure
    {
        ErrorId = "AnswerNotUnderstood",
        Category = AzureFailureCategory.ConnectionError,
        Message = AzureText.Of("Cloud.NotTold", root),
        Hint = AzureText.Of("Cloud.NotToldHint"),
    });
}
