using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
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

    private const string Operation = "Azure-AsyncOperation";

    private const string Location = "Location";

    private const string Succeeded = "Succeeded";

    /// <summary>The resource, or null where it does not exist.</summary>
    public async Task<JsonElement?> FindAsync(string type, string id, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Get, Address(type, id), null, cancellationToken).ConfigureAwait(false);
        return response.Status == 200 ? Parse(response) : IsAbsent(response) ? null : throw new RequestFailedException(response);
    }

    /// <summary>The resource once nothing is being done to it any more, or null where it does not exist.</summary>
    public async Task<JsonElement?> FindSettledAsync(string type, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            JsonElement? found = await FindAsync(type, id, cancellationToken).ConfigureAwait(false);
            if (IsOver(ProvisioningState(found))) return found;
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
        var asked = new HashSet<string>(StringComparer.Ordinal);

        // The last page has no next one, or an empty text. A page that leads back to one before it would never end.
        for (string? address = Root + pathAndQuery; !string.IsNullOrEmpty(address) && asked.Add(address!);)
        {
            Response response = await SendAsync(RequestMethod.Get, address!, null, cancellationToken).ConfigureAwait(false);
            if (response.Status != 200) throw new RequestFailedException(response);
            JsonElement page = Parse(response);
            found.AddRange(page.ListOf("value"));
            address = page.TextOf("nextLink");
        }

        return found;
    }

    /// <summary>What an address tells, or null where there is nothing.</summary>
    /// <param name="pathAndQuery">From the first slash on, with the API version in it.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<JsonElement?> GetAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Get, pathAndQuery, null, cancellationToken).ConfigureAwait(false);
        return response.Status == 200 ? Parse(response) : IsAbsent(response) ? null : throw new RequestFailedException(response);
    }

    /// <summary>Posts a question or an action, and waits for the answer, however long the service takes over it.</summary>
    /// <returns>The answer; null where it is empty.</returns>
    public async Task<JsonElement?> PostAsync(string pathAndQuery, IReadOnlyDictionary<string, object?>? body, CancellationToken cancellationToken)
    {
        Response response = await SendAsync(RequestMethod.Post, pathAndQuery, body, cancellationToken).ConfigureAwait(false);
        if (response.Status == 202 && Header(response, Location) is null && Header(response, Operation) is { } operation)
            return BodyOf(await WatchAsync(response, operation, OperationState, cancellationToken).ConfigureAwait(false))?.At("properties", "output");
        response = await FollowAsync(response, cancellationToken).ConfigureAwait(false);
        return response.Status is 200 or 202 or 204 ? BodyOf(response) : throw new RequestFailedException(response);
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
        if (response.Status is 200 or 201 or 202 or 204) response = await WaitAsync(response, address, method, cancellationToken).ConfigureAwait(false);
        if (response.Status is not (200 or 201 or 202 or 204) && !(method == RequestMethod.Delete && IsAbsent(response))) throw new RequestFailedException(response);
    }

    /// <summary>Waits for a long-running operation.</summary>
    /// <remarks>"Asynchronous Azure operations": Azure-AsyncOperation tells a status, Location answers 202 until the end, and without either the resource tells its provisioning state.</remarks>
    /// <returns>The last answer.</returns>
    private async Task<Response> WaitAsync(Response response, string resource, RequestMethod method, CancellationToken cancellationToken)
    {
        if (Header(response, Operation) is { } operation) return await WatchAsync(response, operation, OperationState, cancellationToken).ConfigureAwait(false);
        if (response.Status == 202 && Header(response, Location) is not null) return await FollowAsync(response, cancellationToken).ConfigureAwait(false);
        bool isOver = method == RequestMethod.Delete || (response.Status != 202 && IsOver(ProvisioningState(BodyOf(response))));
        return isOver ? response : await WatchAsync(response, resource, ProvisioningState, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows Location, which may lead on to another one, until it answers something else than 202.</summary>
    private async Task<Response> FollowAsync(Response response, CancellationToken cancellationToken)
    {
        for (string? location = null; response.Status == 202 && (location = Header(response, Location) ?? location) is not null;)
        {
            await Task.Delay(Pause(response), cancellationToken).ConfigureAwait(false);
            response = await SendAsync(RequestMethod.Get, location, null, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Looks at an address until the state there is a last one. A state that is not told is one where the service has nothing more to do.</summary>
    /// <exception cref="RequestFailedException">The last state is not a good one.</exception>
    private async Task<Response> WatchAsync(Response response, string address, Func<JsonElement?, string?> stateOf, CancellationToken cancellationToken)
    {
        for (int unknown = 0; ;)
        {
            await Task.Delay(Pause(response), cancellationToken).ConfigureAwait(false);
            response = await SendAsync(RequestMethod.Get, address, null, cancellationToken).ConfigureAwait(false);
            if (response.Status == 404 && ++unknown < LooksForNew) continue;
            if (response.Status is not (200 or 201 or 202 or 204)) throw new RequestFailedException(response);
            string? state = stateOf(BodyOf(response));
            if (state is null ? response.Status == 202 : !IsOver(state)) continue;
            return state is null || state.Equals(Succeeded, StringComparison.OrdinalIgnoreCase) ? response : throw new RequestFailedException(response);
        }
    }

    private async Task<Response> SendAsync(RequestMethod method, string address, IReadOnlyDictionary<string, object?>? body, CancellationToken cancellationToken)
    {
        HttpMessage message = Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Uri.TryCreate(address.StartsWith("/", StringComparison.Ordinal) ? Root + address : address, UriKind.Absolute, out Uri? target) ? target : throw new JsonException("The answer leads to what is no address."));
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

    private static string Address(string type, string id) => $"{id}?api-version={ResourceTypes.ApiVersion(type)}";

    private TimeSpan Pause(Response response) => RetryAfter.Of(response) is { } asked && asked > connection.Service.PollingInterval ? asked : connection.Service.PollingInterval;

    private static string? OperationState(JsonElement? answer) => answer?.TextOf("status") ?? ProvisioningState(answer);

    private static string? ProvisioningState(JsonElement? resource) => resource?.TextAt("properties", "provisioningState");

    private static bool IsOver(string? state) => state is null || new[] { Succeeded, "Failed", "Canceled", "Cancelled" }.Contains(state, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a resource does not exist. Where there is no such subscription nothing can be said of what is in it.</summary>
    private static bool IsAbsent(Response response) =>
        response.Status == 404 && ErrorAnswer.Read(new RequestFailedException(response)).Code is not ("SubscriptionNotFound" or "InvalidSubscriptionId");

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    private static JsonElement? BodyOf(Response response) => response.Content.ToMemory().IsEmpty ? null : Parse(response);

    private static JsonElement Parse(Response response)
    {
        using var document = JsonDocument.Parse(response.Content);
        return document.RootElement.Clone();
    }
}
