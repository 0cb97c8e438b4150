namespace AzLegacyOs.Rehearsal.Exchanges;

/// <summary>An HTTP request, free of any client library.</summary>
internal sealed record RehearsalRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The path in its segments, escapes undone.</summary>
    public string[] Segments { get; } = [.. Uri.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Select(System.Uri.UnescapeDataString)];

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>A parameter of the query, escapes undone; null without it.</summary>
    public string? Query(string name)
    {
        foreach (string pair in Uri.Query.TrimStart('?').Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0 && pair.Substring(0, equals).Equals(name, StringComparison.OrdinalIgnoreCase)) return System.Uri.UnescapeDataString(pair.Substring(equals + 1));
        }

        return null;
    }
}

/// <summary>An HTTP response.</summary>
internal sealed record RehearsalReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);
