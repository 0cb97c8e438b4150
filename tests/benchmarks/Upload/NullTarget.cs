using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AzLegacyOs.Benchmarks.Upload;

/// <summary>A page blob that takes everything and keeps nothing: reads what comes and answers 201.</summary>
internal sealed class NullTarget : IDisposable
{
    public const int BufferLength = 256 * 1024;

    private const string Busy = "HTTP/1.1 503 Server Busy\r\nx-ms-error-code: ServerBusy\r\nContent-Length: 0\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly long _length;
    private readonly ServiceBudget? _budget;
    private long _bytes;

    /// <param name="length">Length of the blob in bytes.</param>
    /// <param name="budget">What it takes in a second, the rest being refused; null for everything.</param>
    public NullTarget(long length, ServiceBudget? budget = null)
    {
        _length = length;
        _budget = budget;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its address, with a key that means nothing.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/null/disk.vhd?sig=none";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            new Thread(() => Talk(socket)) { IsBackground = true }.Start();
        }
    }

    // A thread of its own for each connection reads as a plain receiver does: nothing stands between the socket and the count.
    private void Talk(Socket socket)
    {
        byte[] buffer = new byte[BufferLength];
        int end = 0;
        using (socket)
        {
            while (true)
            {
                int head;
                while ((head = buffer.AsSpan(0, end).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    int read = Receive(socket, buffer, end);
                    if (read <= 0) return;
                    end += read;
                }

                string text = Encoding.ASCII.GetString(buffer, 0, head);
                long body = Length(text), left = body - (end - head - 4);
                while (left > 0)
                {
                    int read = Receive(socket, buffer, 0);
                    if (read <= 0) return;
                    left -= read;
                }

                end = 0;
                bool isTaken = body == 0 || _budget is null || _budget.Take(body);
                if (isTaken) Interlocked.Add(ref _bytes, body);
                socket.Send(Encoding.ASCII.GetBytes(isTaken ? Answer(text) : Busy));
            }
        }
    }

    private static int Receive(Socket socket, byte[] buffer, int offset)
    {
        try
        {
            return socket.Receive(buffer, offset, buffer.Length - offset, SocketFlags.None);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static long Length(string head)
    {
        int at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return 0;
        ReadOnlySpan<char> rest = head.AsSpan(at + "Content-Length: ".Length);
        int end = rest.IndexOf('\r');
        return long.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }

    private string Answer(string head)
    {
        if (head.StartsWith("HEAD", StringComparison.Ordinal)) return $"HTTP/1.1 200 OK\r\nx-ms-blob-type: PageBlob\r\nContent-Length: {_length}\r\n\r\n";
        if (head.StartsWith("PUT", StringComparison.Ordinal)) return "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
        string list = $"<PageList>{(Interlocked.Read(ref _bytes) > 0 ? $"<PageRange><Start>0</Start><End>{_length - 1}</End></PageRange>" : "")}</PageList>";
        return $"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {list.Length}\r\n\r\n{list}";
    }
}
