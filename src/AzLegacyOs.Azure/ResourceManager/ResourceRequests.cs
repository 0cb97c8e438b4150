using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Texts;
using Azure;
using Azure.Core;
using Azure.ResourceManager;

namespace AzLegacyOs.Azure.ResourceManager;

/// <summary>Reads, makes and removes resources with bodies that are plain data, through the pipeline of the Azure SDK.</summary>
/// <remarks>
/// The SDK's models cannot be made from data, and its generic model carries no zones; a plan has to be sent exactly as it was shown.
/// So the body is ours, and credentials, retries and telemetry are the SDK's.
/// </remarks>
internal sealed class ResourceRequests(AzureConnection connection) : ArmResource(connection.Arm, new ResourceIdentifier("/"))
{
    // What was made may be unknown for a moment to the next server that is asked.
    private const int LooksForNew = 10;

    /// <summary>The resource, or null where it does not exist.</summary>
    public async Task<JsonElement?> FindAsync(string type, string id, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Get, Address(type, id), null, cancellationToken).ConfigureAwait(false);
        if (response.Status == 404) return null;
        return response.Status == 200 ? Parse(response) : throw new RequestFailedException(response);
    }

    /// <summary>The resource once nothing is being done to it any more, or null where it does not exist.</summary>
    public async Task<JsonElement?> FindSettledAsync(string type, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonElement? found = await FindAsync(type, id, cancellationToken).ConfigureAwait(false);
            if (found is not { } resource || IsOver(resource.TextAt("properties", "provisioningState"))) return found;
            await Task.Delay(connection.Service.PollingInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists the children of a resource, all pages.</summary>
    public Task<IReadOnlyList<JsonElement>> ListAsync(string type, string id, CancellationToken cancellationToken) =>
        ListAsync($"{id}?api-version={ResourceTypes.ApiVersion(type)}", cancellationToken);

    /// <summary>Lists what an address tells, all pages.</summary>
    /// <param name="pathAndQuery">From the first slash on, with the API version in it.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        for (string? address = Root + pathAndQuery; address is not null;)
        {
            Response response = await SendAsync(RequestMethod.Get, address, null, cancellationToken).ConfigureAwait(false);
            if (response.Status != 200) throw new RequestFailedException(response);
            JsonElement page = Parse(response);
            found.AddRange(page.ListAt("value"));
            address = page.TextAt("nextLink");
        }

        return found;
    }

    /// <summary>What an address tells, or null where there is nothing.</summary>
    /// <param name="pathAndQuery">From the first slash on, with the API version in it.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<JsonElement?> GetAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Get, Root + pathAndQuery, null, cancellationToken).ConfigureAwait(false);
        if (response.Status == 404) return null;
        return response.Status == 200 ? Parse(response) : throw new RequestFailedException(response);
    }

    /// <summary>Posts a question or an action, and waits for the answer, however long the service takes over it.</summary>
    /// <returns>The answer; null where it is empty.</returns>
    public async Task<JsonElement?> PostAsync(string pathAndQuery, IReadOnlyDictionary<string, object?>? body, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Post, Root + pathAndQuery, body, cancellationToken).ConfigureAwait(false);
        while (response.Status == 202 && Header(response, "Location") is { } location)
        {
            await Task.Delay(Pause(response), cancellationToken).ConfigureAwait(false);
            response = await SendAsync(RequestMethod.Get, location, null, cancellationToken).ConfigureAwait(false);
        }

        if (response.Status is not (200 or 202 or 204)) throw new RequestFailedException(response);
        return response.Content.ToMemory().IsEmpty ? null : Parse(response);
    }

    /// <summary>Makes a resource and waits until it is there.</summary>
    /// <returns>The resource as it then is.</returns>
    public async Task<JsonElement> CreateAsync(string type, string id, IReadOnlyDictionary<string, object?> body, CancellationToken cancellationToken)
    {
        await ChangeAsync(RequestMethod.Put, type, id, body, cancellationToken).ConfigureAwait(false);
        for (int look = 0; look < LooksForNew; look++)
        {
            if (await FindAsync(type, id, cancellationToken).ConfigureAwait(false) is { } made) return made;
            await Task.Delay(connection.Service.PollingInterval, cancellationToken).ConfigureAwait(false);
        }

        throw new RequestFailedException(404, AzureText.Of("Failure.MadeNotFound", id));
    }

    /// <summary>Changes the tags of a resource.</summary>
    public Task ReplaceTagsAsync(string type, string id, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        ChangeAsync(RequestMethod.Patch, type, id, new Dictionary<string, object?> { ["tags"] = tags }, cancellationToken);

    /// <summary>Removes a resource and waits until it is gone. One that does not exist is gone.</summary>
    public Task RemoveAsync(string type, string id, CancellationToken cancellationToken) => ChangeAsync(RequestMethod.Delete, type, id, null, cancellationToken);

    private async Task ChangeAsync(RequestMethod method, string type, string id, IReadOnlyDictionary<string, object?>? body, CancellationToken cancellationToken)
    {
        string address = Address(type, id);
        Response response = await SendAsync(method, address, body, cancellationToken).ConfigureAwait(false);
        if (method == RequestMethod.Delete && response.Status == 404) return;
        if (response.Status is not (200 or 201 or 202 or 204)) throw new RequestFailedException(response);
        await WaitAsync(response, method == RequestMethod.Delete ? null : address, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a long-running operation.</summary>
    /// <remarks>"Asynchronous Azure operations": Azure-AsyncOperation tells a status, Location answers 202 until the end, and without either the resource tells its provisioning state.</remarks>
    private async Task WaitAsync(Response response, string? resource, CancellationToken cancellationToken)
    {
        string? operation = Header(response, "Azure-AsyncOperation");
        string? location = response.Status == 202 ? Header(response, "Location") : null;
        string? watched = operation ?? location ?? (response.Status is 200 or 201 && resource is not null && !IsOver(ProvisioningState(response)) ? resource : null);
        while (watched is not null)
        {
            await Task.Delay(Pause(response), cancellationToken).ConfigureAwait(false);
            response = await SendAsync(RequestMethod.Get, watched, null, cancellationToken).ConfigureAwait(false);
            if (response.Status is not (200 or 201 or 202 or 204)) throw new RequestFailedException(response);
            if (operation is null && location is not null && response.Status == 202) continue;
            string? status = operation is not null ? Parse(response).TextOf("status") : location is not null ? "Succeeded" : ProvisioningState(response);
            if (!IsOver(status)) continue;
            if (!"Succeeded".Equals(status, StringComparison.OrdinalIgnoreCase)) throw new RequestFailedException(response);
            return;
        }
    }

    private async Task<Response> SendAsync(RequestMethod method, string address, IReadOnlyDictionary<string, object?>? body, CancellationToken cancellationToken)
    {
        HttpMessage message = Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(address));
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body));
        }

        await Pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response;
    }

    private string Root => Endpoint.GetLeftPart(UriPartial.Authority);

    private string Address(string type, string id) => $"{Root}{id}?api-version={ResourceTypes.ApiVersion(type)}";

    private TimeSpan Pause(Response response)
    {
        TimeSpan asked = int.TryParse(Header(response, "Retry-After"), out int seconds) ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return asked > connection.Service.PollingInterval ? asked : connection.Service.PollingInterval;
    }

    private static string? ProvisioningState(Response response) => response.Content.ToMemory().IsEmpty ? null : Parse(response).TextAt("properties", "provisioningState");

    private static bool IsOver(string? status) => status is null || new[] { "Succeeded", "Failed", "Canceled" }.Contains(status, StringComparer.OrdinalIgnoreCase);

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;

    private static JsonElement Parse(Response response)
    {
        using var document = JsonDocument.Parse(response.Content);
        return document.RootElement.Clone();
    }
}
