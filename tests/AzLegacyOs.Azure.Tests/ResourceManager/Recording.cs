using System.Text;
using System.Text.Json;
using AzLegacyOs.Rehearsal.Exchanges;

namespace AzLegacyOs.Azure.Tests.ResourceManager;

/// <summary>One recorded exchange with the real Resource Manager.</summary>
internal sealed record RecordedExchange(string Method, string Path, bool IsMonitor, int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>What is asked, whatever the API version.</summary>
    public (string, string, bool) Question => (Method, Path.ToLowerInvariant(), IsMonitor);
}

/// <summary>A session of the real service, played again: each question has the answers that it had, in their order.</summary>
internal sealed class Recording
{
    private static readonly string[] Told = ["azure-asyncoperation", "location", "content-type", "x-ms-request-id"];

    private readonly Dictionary<(string, string, bool), Queue<RecordedExchange>> _answers;

    private Recording(IReadOnlyList<RecordedExchange> exchanges)
    {
        Exchanges = exchanges;
        _answers = exchanges.GroupBy(exchange => exchange.Question).ToDictionary(group => group.Key, group => new Queue<RecordedExchange>(group));
    }

    public IReadOnlyList<RecordedExchange> Exchanges { get; }

    public static Recording Load(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new Recording([.. document.RootElement.GetProperty("networkCallRecords").EnumerateArray().Select(Read)]);
    }

    public RehearsalReply Answer(RehearsalRequest request)
    {
        var question = (request.Method, request.Uri.AbsolutePath.ToLowerInvariant(), request.Query("monitor") is not null);
        if (_answers.TryGetValue(question, out Queue<RecordedExchange>? left) && left.Count > 0) return Reply(left.Count > 1 ? left.Dequeue() : left.Peek());

        // Not every resource was looked at when it was there, and not every operation was watched to its end.
        RecordedExchange? made = Exchanges.LastOrDefault(exchange => exchange.Method == "PUT" && exchange.Path.Equals(request.Uri.AbsolutePath, StringComparison.OrdinalIgnoreCase));
        if (made is not null) return Reply(made with { Status = 200 });
        return request.Uri.AbsolutePath.Contains("operations/", StringComparison.OrdinalIgnoreCase) ? Text(200, """{"status":"Succeeded"}""") : Text(404, """{"error":{"code":"ResourceNotFound","message":"not recorded"}}""");
    }

    private static RecordedExchange Read(JsonElement record)
    {
        var uri = new Uri(record.GetProperty("Uri").GetString()!);
        var response = record.GetProperty("Response").EnumerateObject().ToDictionary(part => part.Name.ToLowerInvariant(), part => part.Value.GetString() ?? "");
        return new RecordedExchange(
            record.GetProperty("Method").GetString()!,
            uri.AbsolutePath,
            uri.Query.Contains("monitor=", StringComparison.Ordinal),
            int.Parse(response["statuscode"], System.Globalization.CultureInfo.InvariantCulture),
            Told.Where(response.ContainsKey).ToDictionary(name => name, name => AtService(response[name]), StringComparer.OrdinalIgnoreCase),
            response.GetValueOrDefault("body", ""));
    }

    // They were recorded through a proxy of the recorder.
    private static string AtService(string header) => System.Text.RegularExpressions.Regex.Replace(header, @"^http://localhost:\d+/", "https://management.azure.com/");

    private static RehearsalReply Reply(RecordedExchange exchange) => new(exchange.Status, exchange.Headers, Encoding.UTF8.GetBytes(exchange.Body));

    private static RehearsalReply Text(int status, string body) => new(status, new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body));
}
