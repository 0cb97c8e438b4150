namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>An answer whose head has come and whose body is read with an eye on the clock.</summary>
/// <param name="response">The head.</param>
/// <param name="silence">Breaks the connection off.</param>
/// <param name="patience">How long each piece of the body may take.</param>
/// <param name="count">Is told how many bytes came.</param>
internal sealed class RemoteAnswer(HttpResponseMessage response, CancellationTokenSource silence, TimeSpan patience, Action<int> count)
{
    private Stream? _body;

    public HttpResponseMessage Head => response;

    /// <summary>The next bytes of the body; 0 at its end.</summary>
    public async Task<int> ReadAsync(byte[] buffer, int index, int length)
    {
        _body ??= await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        silence.CancelAfter(patience);
        int read = await _body.ReadAsync(buffer, index, length, silence.Token).ConfigureAwait(false);
        count(read);
        return read;
    }
}
