using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ShopActors.TestKit;

/// <summary>
/// A RabbitMQ server on free ports of the loopback interface, with a name server (epmd), a node name and a cookie of
/// its own, in a directory that outlives its restarts.
/// </summary>
internal sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Install = "apt-get update && apt-get install -y rabbitmq-server";

    // The program on the PATH is Debian's wrapper, which changes the account and hides the server's process id.
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly ServiceProcess _names;

    /// <param name="home">A directory that exists, for the data and the logs.</param>
    /// <param name="certificate">With it the server has a port for TLS as well.</param>
    public RabbitMqServer(string home, TestCertificate? certificate = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "rabbitmq")).FullName;
        var (namesPort, nodesPort) = (FreePort.Next(), FreePort.Next());
        WriteFiles(folder, certificate);
        _names = new ServiceProcess(
            new()
            {
                Name = "epmd",
                FileName = "epmd",
                Arguments = ["-port", $"{namesPort}", "-address", "127.0.0.1"],
                LogPath = Path.Combine(home, "epmd.out"),
            },
            cancellationToken => IsListeningAsync(namesPort, cancellationToken));
        Process = new ServiceProcess(
            new()
            {
                Name = "rabbitmq",
                FileName = Program,
                Environment = EnvironmentOf(folder, namesPort, nodesPort),
                WorkingDirectory = folder,
                LogPath = Path.Combine(home, "rabbitmq.out"),
            },
            IsReadyAsync);
    }

    /// <summary>Why no server can be started here; null if one can.</summary>
    public static string? MissingReason =>
        File.Exists(Program) ? null : $"There is no {Program}; to install it: {Install}";

    public int Port { get; } = FreePort.Next();

    public int TlsPort { get; } = FreePort.Next();

    /// <summary>With the account that every new server has.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{Port}/");

    /// <summary>The lever to kill, stop and start it again. The first start is <see cref="StartAsync"/>.</summary>
    public ServiceProcess Process { get; }

    public async Task StartAsync()
    {
        await _names.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await Process.StartAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing of it is kept.
        await Process.KillAsync().ConfigureAwait(false);
        await Process.DisposeAsync().ConfigureAwait(false);
        await _names.DisposeAsync().ConfigureAwait(false);
    }

    private Dictionary<string, string> EnvironmentOf(string folder, int namesPort, int nodesPort) => new()
    {
        ["HOME"] = folder,
        ["ERL_EPMD_PORT"] = $"{namesPort}",
        ["RABBITMQ_NODENAME"] = $"shop{Port}@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{nodesPort}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
        // Replaces the script by the server, so that the process id is the server's own.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none",
    };

    private void WriteFiles(string folder, TestCertificate? certificate)
    {
        File.WriteAllText(Path.Combine(folder, "plugins"), "[].\n");
        string[] settings =
        [
            $"listeners.tcp.1 = 127.0.0.1:{Port}",
            "disk_free_limit.absolute = 10MB",
            .. certificate is null ? (string[])[] :
            [
                $"listeners.ssl.1 = 127.0.0.1:{TlsPort}",
                $"ssl_options.cacertfile = {certificate.AuthorityPath}",
                $"ssl_options.certfile = {certificate.CertificatePath}",
                $"ssl_options.keyfile = {certificate.KeyPath}",
            ],
        ];
        File.WriteAllLines(Path.Combine(folder, "rabbitmq.conf"), settings);
        var cookie = Path.Combine(folder, ".erlang.cookie");
        File.WriteAllText(cookie, RandomNumberGenerator.GetHexString(20));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
    }

    private static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A server that is not yet ready for clients does not answer the protocol's header with its first method.
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(IPAddress.Loopback, Port, cancellationToken).ConfigureAwait(false);
            using var stream = connection.GetStream();
            await stream.WriteAsync("AMQP\0\0\t\u0001"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, cancellationToken).ConfigureAwait(false) == 1 && answer[0] == 1;
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return false;
        }
    }
}
