using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Engine.Benchmarks.Network;

/// <summary>The other end of the raw TCP reference: sends back what it gets, with blocking calls.</summary>
internal static class EchoProcess
{
    public const string Role = "echo-process";
    public const int MessageLength = 64;

    public static async Task RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        using var socket = await listener.AcceptSocketAsync();
        socket.NoDelay = true;
        var message = new byte[MessageLength];
        while (TryReceive(socket, message)) socket.Send(message);
    }

    public static bool TryReceive(Socket socket, Span<byte> message)
    {
        while (message.Length > 0)
        {
            var received = socket.Receive(message);
            if (received == 0) return false;

            message = message[received..];
        }

        return true;
    }
}
