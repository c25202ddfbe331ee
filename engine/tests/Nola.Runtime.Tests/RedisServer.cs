using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Nola.Runtime.Tests;

/// <summary>A redis-server of the tests' own.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private const int AttemptsMax = 5;

    private Process? _process;

    public async Task InitializeAsync()
    {
        if (!IsInstalled) return;

        // The port may be taken between its choice and the server's start: then the server ends.
        for (var attempt = 0; attempt < AttemptsMax && _process is null; attempt++) _process = await TryStartAsync();
    }

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));

    public string ConnectionString { get; private set; } = string.Empty;

    public void Require()
    {
        if (_process is not null) return;

        throw new InvalidOperationException("redis-server did not start, or is not installed.");
    }

    public Task DisposeAsync()
    {
        _process?.Kill();
        _process?.Dispose();
        return Task.CompletedTask;
    }

    // Returns when the server takes connections; null where it could not start.
    private async Task<Process?> TryStartAsync()
    {
        var port = FindPort();
        ConnectionString = $"127.0.0.1:{port},abortConnect=false,connectTimeout=5000,syncTimeout=5000";
        var process = Process.Start(new ProcessStartInfo(
            "redis-server",
            $"--port {port} --bind 127.0.0.1 --save \"\" --appendonly no --dir {Path.GetTempPath()}")
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;

            // What it writes later has to go somewhere, or the server stops at a full pipe.
            _ = process.StandardOutput.ReadToEndAsync();
            return process;
        }

        process.Dispose();
        return null;
    }

    private static int FindPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
