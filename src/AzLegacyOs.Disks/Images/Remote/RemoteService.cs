using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>Sends requests to the server of one image, and again where that can help.</summary>
/// <param name="address">The image.</param>
/// <param name="retries">When to send again.</param>
/// <param name="cancellationToken">Stops every request.</param>
internal sealed class RemoteService(RemoteAddress address, RetryPolicy retries, CancellationToken cancellationToken)
{
    // The version that the ranges of large page blobs need; other servers pass over the header.
    private const string ServiceVersion = "2021-12-02";

    private static readonly HttpClient Client = new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 16,
    })
    {
        // Silence is measured per read here, not per answer: a slow line may take its time.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private long _bytesReceived;

    public RemoteAddress Address => address;

    /// <summary>Bytes of bodies that have come in so far.</summary>
    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    /// <summary>Sends a request until its answer was read whole.</summary>
    /// <param name="makeRequest">Makes the request, anew for each attempt.</param>
    /// <param name="read">Reads an answer that is not about to pass; may throw <see cref="IOException"/> for a broken body, which leads to the next attempt.</param>
    /// <exception cref="RemoteRefusal">The server will not answer.</exception>
    /// <exception cref="DiskFormatException">What the answer says cannot be.</exception>
    /// <exception cref="IOException">The server did not answer in all attempts.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T Send<T>(Func<HttpRequestMessage> makeRequest, Func<RemoteAnswer, Task<T>> read)
    {
        // The one place where a thread waits for the network: on a thread of the pool, so that no caller's context can deadlock.
        return Task.Run(() => SendAsync(makeRequest, read), cancellationToken).GetAwaiter().GetResult();
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> makeRequest, Func<RemoteAnswer, Task<T>> read)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan pause;
            string problem;
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                silence.CancelAfter(retries.Patience);
                using HttpRequestMessage request = makeRequest();
                request.Headers.Add("x-ms-version", ServiceVersion);
                using HttpResponseMessage response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
                if (!RetryPolicy.IsPassing(response.StatusCode))
                {
                    // Older runtimes do not watch the token while they wait for a body.
                    using (silence.Token.Register(response.Dispose))
                        return await read(new RemoteAnswer(response, silence, retries.Patience, Count)).ConfigureAwait(false);
                }

                pause = RetryPolicy.Delay(attempt, response.Headers.RetryAfter);
                problem = $"the server answered {(int)response.StatusCode}";
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsBrokenConnection(e))
            {
                pause = RetryPolicy.Delay(attempt, null);
                problem = Describe(e, silence.IsCancellationRequested, out bool isFinal);
                if (isFinal) throw new IOException($"{address}: {problem}.");
            }
            catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            if (attempt == RetryPolicy.Attempts) throw new IOException($"{address}: {problem}, in {attempt} attempts.");
            await retries.Wait(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsBrokenConnection(Exception e) =>
        e is HttpRequestException or OperationCanceledException or ObjectDisposedException || (e is IOException and not (DiskFormatException or RemoteRefusal));

    private static string Describe(Exception e, bool wasSilent, out bool isFinal)
    {
        isFinal = false;
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } or WebException { Status: WebExceptionStatus.NameResolutionFailure })
            {
                isFinal = true;
                return "there is no server of that name";
            }

            if (cause is AuthenticationException or WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure })
            {
                isFinal = true;
                return "no secure connection to the server can be made; its certificate may not be trusted";
            }
        }

        return wasSilent ? "the server stayed silent" : "the connection to the server broke or could not be made";
    }

    private void Count(int bytes) => Interlocked.Add(ref _bytesReceived, bytes);
}
