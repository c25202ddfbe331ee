using System.Net;
using System.Net.Sockets;

namespace ShopActors.TestKit;

/// <summary>Ways to find out whether a process serves.</summary>
internal static class Readiness
{
    /// <summary>It answers a path with 2xx.</summary>
    public static Func<CancellationToken, Task<bool>> Answers(Uri url)
    {
        var client = new ShopClient(new Uri(url.GetLeftPart(UriPartial.Authority)), 1);
        return async cancellationToken =>
        {
            try
            {
                var request = new ShopRequest(HttpMethod.Get, url.PathAndQuery);
                return (await client.SendAsync(request, cancellationToken).ConfigureAwait(false)).IsSuccess;
            }
            catch (Exception refused) when (refused is HttpRequestException or IOException or SocketException)
            {
                return false;
            }
        };
    }

    /// <summary>A Redis answers a ping, which it does not while it loads its data.</summary>
    public static Func<CancellationToken, Task<bool>> Pongs(int port) => async cancellationToken =>
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            var stream = connection.GetStream();
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                var reply = new byte[5];
                await stream.ReadExactlyAsync(reply, cancellationToken).ConfigureAwait(false);
                return reply.AsSpan().SequenceEqual("+PONG"u8);
            }
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return false;
        }
    };
}
