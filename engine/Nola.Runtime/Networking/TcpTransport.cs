using System.Net;
using System.Net.Sockets;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>Streams over TCP.</summary>
internal sealed class TcpTransport : ITransport
{
    private const int Backlog = 512;

    public ITransportListener Listen(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return new Listener(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new ConnectionFailedException($"Cannot listen at {endpoint}: {exception.Message}", exception);
        }
    }

    public async ValueTask<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new ConnectionFailedException($"Cannot connect to {endpoint}: {exception.Message}", exception);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class Listener(Socket socket) : ITransportListener
    {
        public IPEndPoint Endpoint { get; } = (IPEndPoint)socket.LocalEndPoint!;

        public async ValueTask<Stream?> AcceptAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                try
                {
                    var accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                    accepted.NoDelay = true;
                    return new NetworkStream(accepted, ownsSocket: true);
                }
                catch (Exception exception) when (IsClosed(exception))
                {
                    return null;
                }
                catch (SocketException)
                {
                    // One connection that was reset before it was accepted; the next may be fine.
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return default;
        }

        private static bool IsClosed(Exception exception) => exception is ObjectDisposedException
            or SocketException
        {
            SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted
                or SocketError.InvalidArgument or SocketError.NotSocket
        };
    }
}
