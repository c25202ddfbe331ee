using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>
/// A private PostgreSQL with durable settings on its own port and directory, stopped by its process id. It refuses to
/// run as root, so under root it becomes the account that the distribution's package creates.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Account = "postgres";
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;
    private readonly string _data;

    private PostgresServer(ChildProcess process, string data, int port)
    {
        _process = process;
        _data = data;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username={Account};Database=postgres;"
            + "Maximum Pool Size=32;Max Auto Prepare=32;No Reset On Close=true";
    }

    public string ConnectionString { get; }

    public int ProcessId => _process.Id;

    public static async Task<PostgresServer> StartAsync(string logPath, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("reference-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", [Account, data], cancellationToken).ConfigureAwait(false);
        }

        var (initdb, initdbArguments) = AsAccount(
            Find("initdb"), ["-D", data, "-U", Account, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
        await RunAsync(initdb, initdbArguments, cancellationToken).ConfigureAwait(false);

        var port = FreePort.Next();
        var (postgres, arguments) = AsAccount(
            Find("postgres"),
            ["-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={data}",
             "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on",
             "-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB", "-c", "max_connections=64"]);
        var process = ChildProcess.Start(new()
        {
            Name = "postgres",
            FileName = postgres,
            Arguments = arguments,
            WorkingDirectory = "/",
            LogPath = logPath,
        });
        var server = new PostgresServer(process, data, port);
        await server.WaitUntilListeningAsync(port, cancellationToken).ConfigureAwait(false);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_data, recursive: true);
    }

    private async Task WaitUntilListeningAsync(int port, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_startPatience);
        while (!_process.HasExited)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, deadline.Token).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token).ConfigureAwait(false);
            }
        }

        throw new InvalidOperationException("PostgreSQL ended at its start; its log says why.");
    }

    // setpriv replaces itself by the program, so the process id is the server's own.
    private static (string FileName, string[] Arguments) AsAccount(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--init-groups", program, .. arguments])
            : (program, arguments);

    private static string Find(string program)
    {
        const string DebianRoot = "/usr/lib/postgresql";
        var versions = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return versions.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .Concat(path.Split(':'))
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is not installed; on Debian: apt-get install postgresql");
    }

    private static async Task RunAsync(string fileName, string[] arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{fileName} {string.Join(' ', arguments)} failed: {error}");
        }
    }
}
