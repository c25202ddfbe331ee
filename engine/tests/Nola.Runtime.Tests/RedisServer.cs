using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Nola.Runtime.Tests;

/// <summary>A redis-server of the tests' own.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly Process? _process;

    public RedisServer()
    {
        if (!IsInstalled) return;

        var port = FindPort();
        ConnectionString = $"127.0.0.1:{port},abortConnect=false,connectTimeout=5000,syncTimeout=5000";
        _process = Process.Start(new ProcessStartInfo(
            "redis-server",
            $"--port {port} --bind 127.0.0.1 --save \"\" --appendonly no --dir {Path.GetTempPath()}")
        {
            RedirectStandardOutput = true,
        });
    }

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public string ConnectionString { get; } = string.Empty;

    public void Require()
    {
        if (_process is not null) return;

        throw new InvalidOperationException("redis-server is not installed: apt-get install redis-server");
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
    }

    private static int FindPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
