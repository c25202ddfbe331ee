using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ShopActors.TestKit;

/// <summary>
/// A Redis server on a free port of the loopback interface, in a directory that outlives its restarts.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Tool = "redis-server";
    public const string Install = "apt-get update && apt-get install -y redis-server";

    // What a cluster's membership needs: it outlives a restart, and nothing is evicted.
    private static readonly string[] _membership = ["--appendonly", "yes", "--maxmemory-policy", "noeviction"];

    /// <param name="home">A directory that exists, for the data and the log.</param>
    /// <param name="settings">Arguments of the server; by default those for the membership of a cluster.</param>
    public RedisServer(string home, params string[] settings)
    {
        DataPath = Directory.CreateDirectory(Path.Combine(home, "redis")).FullName;
        Process = new ServiceProcess(
            new()
            {
                Name = "redis",
                FileName = Tool,
                Arguments =
                [
                    "--bind", "127.0.0.1", "--port", $"{Port}", "--dir", DataPath, "--daemonize", "no", "--save", "",
                    .. settings.Length > 0 ? settings : _membership,
                ],
                LogPath = Path.Combine(home, "redis.out"),
            },
            IsReadyAsync);
    }

    /// <summary>Why no server can be started here; null if one can.</summary>
    public static string? MissingReason => RequiresToolFactAttribute.WhyMissing(Tool, Install);

    public int Port { get; } = FreePort.Next();

    public string DataPath { get; }

    public string ConnectionString => $"127.0.0.1:{Port},connectTimeout=2000,connectRetry=3";

    /// <summary>The lever to start, kill, pause and stop it.</summary>
    public ServiceProcess Process { get; }

    public Task StartAsync() => Process.StartAsync(CancellationToken.None);

    /// <summary>Sends one command by the inline protocol and gives the first line of the answer.</summary>
    public async Task<string> CommandAsync(string command, CancellationToken cancellationToken = default)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port, cancellationToken).ConfigureAwait(false);
        using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? "";
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    // A server that still loads its data answers a ping with an error.
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CommandAsync("PING", cancellationToken).ConfigureAwait(false) == "+PONG";
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return false;
        }
    }
}
