using System.Net.Sockets;

namespace AzLegacyOs.Azure.Machines;

/// <summary>Tries whether anything answers where Remote Desktop listens. It says nothing to what answers.</summary>
internal static class RemoteDesktopPort
{
    private const int Port = 3389;

    public static async Task<PortAnswer> TryAsync(string address, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            Task connecting = client.ConnectAsync(address, Port);
            Task first = await Task.WhenAny(connecting, Task.Delay(patience, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (first == connecting)
            {
                await connecting.ConfigureAwait(false);
                return PortAnswer.Open;
            }

            // What is given up may still fail, which nobody waits for any more.
            _ = connecting.ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return PortAnswer.NoAnswer;
        }
        catch (SocketException)
        {
            return PortAnswer.NoAnswer;
        }
    }
}
