using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AzLegacyOs.Testing;

/// <summary>A storage service that nobody here wrote, started on a free port at the first use.</summary>
public sealed class Azurite : IAsyncDisposable
{
    // The account and key that every azurite has, https://github.com/Azure/Azurite#default-storage-account.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Version = "2021-12-02";
    /// <summary>The one container that is made.</summary>
    public const string Container = "images";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private string _endpoint = "";

    public HttpClient Http { get; } = new();

    /// <summary>Starts it unless it runs. Skips the running test where it is not installed.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) return;
        _process = Process.Start(NodeModules.Require(
            "azurite",
            Path.Combine("azurite", "dist", "src", "blob", "main.js"),
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--location", _folder.Path, "--silent", "--disableTelemetry"))!;
        _endpoint = $"{await ListeningAsync(_process)}/{Account}";
        using HttpResponseMessage container = await Http.SendAsync(Request(HttpMethod.Put, AccountSas() + "&restype=container"));
        container.EnsureSuccessStatusCode();
    }

    /// <summary>Makes an empty page blob.</summary>
    public async Task CreateAsync(string name, long length)
    {
        using HttpResponseMessage answer = await Http.SendAsync(Request(
            HttpMethod.Put, Sas(name, "cw"), ("x-ms-blob-type", "PageBlob"), ("x-ms-blob-content-length", length.ToString(CultureInfo.InvariantCulture))));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a page blob of a file, longer than it on request; what is zero is not sent.</summary>
    public async Task UploadPagesAsync(string name, string path, long? length = null)
    {
        await using var file = File.OpenRead(path);
        await CreateAsync(name, length ?? file.Length);
        byte[] buffer = new byte[1024 * 1024];
        for (int count; (count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            if (!buffer.AsSpan(0, count).ContainsAnyExcept((byte)0)) continue;
            long start = file.Position - count;
            await SendAsync(Sas(name, "w") + "&comp=page", buffer.AsMemory(0, count), ("x-ms-page-write", "update"), ("x-ms-range", $"bytes={start}-{file.Position - 1}"));
        }
    }

    /// <summary>Fills a page with ones.</summary>
    public Task WritePageAsync(string name, long offset)
    {
        byte[] page = new byte[512];
        Array.Fill(page, (byte)1);
        return SendAsync(Sas(name, "w") + "&comp=page", page, ("x-ms-page-write", "update"), ("x-ms-range", $"bytes={offset}-{offset + page.Length - 1}"));
    }

    /// <summary>Makes a block blob of a file of up to 256 MiB.</summary>
    public async Task UploadBlockAsync(string name, string path) =>
        await SendAsync(Sas(name, "cw"), await File.ReadAllBytesAsync(path), ("x-ms-blob-type", "BlockBlob"));

    /// <summary>All bytes of a blob.</summary>
    public async Task<byte[]> ReadAsync(string name)
    {
        using HttpResponseMessage answer = await Http.SendAsync(Request(HttpMethod.Get, Sas(name, "r")));
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>Removes a blob, if there is one.</summary>
    public async Task RemoveAsync(string name)
    {
        using HttpResponseMessage answer = await Http.SendAsync(Request(HttpMethod.Delete, Sas(name, "d")));
        if (answer.StatusCode != HttpStatusCode.NotFound) answer.EnsureSuccessStatusCode();
    }

    /// <summary>A blob of any size as a stream.</summary>
    public async Task<Stream> OpenReadAsync(string name) => await Http.GetStreamAsync(Sas(name, "r"));

    /// <summary>What the Azure CLI and other programs take to reach it; the key in it is known to everybody.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={_endpoint};";

    /// <summary>An address of a blob with the rights in it.</summary>
    /// <remarks>"Create a service SAS", https://learn.microsoft.com/rest/api/storageservices/create-service-sas.</remarks>
    public string Sas(string name, string permissions)
    {
        string expiry = Expiry();
        string toSign = string.Join("\n", permissions, "", expiry, $"/blob/{Account}/{Container}/{name}", "", "", "", Version, "b", "", "", "", "", "", "", "");
        return $"{_endpoint}/{Container}/{name}?sv={Version}&sr=b&sp={permissions}&se={Uri.EscapeDataString(expiry)}&sig={Sign(toSign)}";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task SendAsync(string uri, ReadOnlyMemory<byte> body, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = Request(HttpMethod.Put, uri, headers);
        request.Content = new ReadOnlyMemoryContent(body);
        using HttpResponseMessage answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private string AccountSas()
    {
        string expiry = Expiry();
        string toSign = string.Join("\n", Account, "cw", "b", "c", "", expiry, "", "", Version, "", "");
        return $"{_endpoint}/{Container}?sv={Version}&ss=b&srt=c&sp=cw&se={Uri.EscapeDataString(expiry)}&sig={Sign(toSign)}";
    }

    private static string Expiry() => DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Sign(string text)
    {
        using var hash = new HMACSHA256(Convert.FromBase64String(Key));
        return Uri.EscapeDataString(Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text))));
    }

    private static HttpRequestMessage Request(HttpMethod method, string uri, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, uri);
        request.Headers.Add("x-ms-version", Version);
        if (method == HttpMethod.Put) request.Content = new ByteArrayContent([]);
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        return request;
    }

    /// <summary>Where it listens: it takes a free port itself, because one that was free when somebody else looked may be taken by the time that node has started.</summary>
    private static async Task<string> ListeningAsync(Process process)
    {
        const string Announcement = "listens on ";
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at) return line[(at + Announcement.Length)..].Trim();
        }

        throw new InvalidOperationException("azurite did not start: " + await process.StandardError.ReadToEndAsync(patience.Token));
    }
}
