using System.Text;
using System.Text.Json;
using AzLegacyOs.Azure.Connections;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using Azure;
using Azure.Core;

namespace AzLegacyOs.Azure.Machines;

/// <summary>Fetches what boot diagnostics hold. Their addresses have a key in them, and go nowhere but to the storage service.</summary>
internal sealed class DiagnosticsFiles(AzureConnection connection, MachineCheckOptions options)
{
    private const int Largest = 64 * 1024 * 1024;

    /// <summary>Fetches screenshot and serial log.</summary>
    /// <returns>The files that were written, null for what is not there, and the text of the log.</returns>
    public async Task<(string? Picture, string? Log, string Text)> SaveAsync(ResourceRequests requests, string machineId, bool isOn, CancellationToken cancellationToken)
    {
        if (!isOn) return (null, null, "");
        JsonElement? addresses;
        try
        {
            addresses = await FailureMap.Guard(AzureText.Of("Doing.Diagnostics"), cancellationToken, () =>
                requests.PostAsync($"{machineId}/retrieveBootDiagnosticsData?api-version={MachineView.ComputeVersion}", null, cancellationToken)).ConfigureAwait(false);
        }
        catch (AzureOperationException exception) when (exception.Failure.HttpStatus is 403 or 404 or 409)
        {
            // A VM that never ran has none, and not everybody may read them.
            return (null, null, "");
        }

        byte[] picture = await FetchAsync(addresses?.TextAt("consoleScreenshotBlobUri"), cancellationToken).ConfigureAwait(false);
        byte[] log = await FetchAsync(addresses?.TextAt("serialConsoleLogBlobUri"), cancellationToken).ConfigureAwait(false);
        return (Save("screenshot", IsBitmap(picture) ? ".bmp" : ".png", picture), Save("serial", ".log", log), Encoding.UTF8.GetString(log));
    }

    private string? Save(string kind, string ending, byte[] content)
    {
        if (options.Folder is null || content.Length == 0) return null;
        Directory.CreateDirectory(options.Folder);
        string path = Path.Combine(options.Folder, $"{options.Name}-{kind}{ending}");
        File.WriteAllBytes(path, content);
        return path;
    }

    private async Task<byte[]> FetchAsync(string? address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps) return [];
        HttpMessage message = connection.Pages.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(uri);
        message.Request.Headers.Add("x-ms-version", "2021-12-02");
        await connection.Pages.SendAsync(message, cancellationToken).ConfigureAwait(false);
        Response response = message.Response;
        if (response.Status != 200 || response.Content.ToMemory().Length > Largest) return [];
        return response.Content.ToArray();
    }

    private static bool IsBitmap(byte[] content) => content.Length >= 2 && content[0] == 'B' && content[1] == 'M';
}
