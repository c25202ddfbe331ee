using System.Net.Sockets;
using System.Text;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>A socket that speaks HTTP as slowly and as wrongly as a test wants.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>The head of a request whose body has the length, and the beginning of that body.</summary>
    public Task BeginPostAsync(string path, int bodyLength, string beginning) => SendAsync(
        $"POST {path} HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: " +
        $"{bodyLength}\r\n\r\n{beginning}");

    public Task SendAsync(string text) => _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    /// <summary>Everything the server sends until it closes the connection.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
