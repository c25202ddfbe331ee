using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShopActors.Storage.Tests.Redis;

/// <summary>
/// A Redis server of the test's own, on a free port of the loopback interface, with its own directory.
/// </summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly string? Executable = Find("redis-server");

    private readonly TemporaryDirectory _directory = new();
    private readonly string[] _settings;
    private Process _process;

    private RedisServer(int port, string[] settings)
    {
        Port = port;
        _settings = settings;
        _process = Launch();
    }

    /// <summary>Why no server can be started here; null if one can.</summary>
    public static string? MissingReason => Executable is null
        ? "redis-server is not on the PATH; install it with: apt-get update && apt-get install -y redis-server"
        : null;

    public static string[] DurableSettings =>
        ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"];

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port},connectTimeout=2000,connectRetry=3";

    public string DataPath => _directory.Path;

    public static async Task<RedisServer> Start(params string[] settings)
    {
        var server = new RedisServer(FreePort(), settings.Length > 0 ? settings : DurableSettings);
        await server.WaitUntilReady();
        return server;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Starts it again on its port, over what is in its directory.</summary>
    public async Task Restart()
    {
        _process = Launch();
        await WaitUntilReady();
    }

    /// <summary>One command by the inline protocol; the first line of the answer.</summary>
    public async Task<string> Command(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }

    public void Dispose()
    {
        try
        {
            Kill();
        }
        catch (InvalidOperationException)
        {
            // Killed by the test already.
        }

        _directory.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(p => Path.Combine(p, name))
        .FirstOrDefault(File.Exists);

    private Process Launch()
    {
        string[] arguments =
            ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _directory.Path, "--save", "", "--daemonize", "no", .. _settings];
        return Process.Start(new ProcessStartInfo(Executable!, arguments) { RedirectStandardOutput = true })!;
    }

    private async Task WaitUntilReady()
    {
        // The server prints this once it accepts connections and has loaded its data.
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                // Read on, or the pipe fills up and blocks the server.
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The Redis server did not start.");
    }
}
