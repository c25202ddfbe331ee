using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Nola.LocalSilo;

namespace Nola.Runtime.Tests.Hosting;

/// <summary>A silo of a localhost cluster in another process.</summary>
internal sealed class LocalSiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private LocalSiloProcess(Process process, int siloPort, int gatewayPort)
    {
        _process = process;
        SiloPort = siloPort;
        GatewayPort = gatewayPort;
    }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    public int Id => _process.Id;

    public static async Task<LocalSiloProcess> StartAsync(int? primaryPort = null)
    {
        var siloPort = FreePort();
        var gatewayPort = FreePort();
        int[] ports = [siloPort, gatewayPort, primaryPort ?? siloPort];
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(IProcessGrain).Assembly.Location },
        };
        foreach (var port in ports) start.ArgumentList.Add(port.ToString(CultureInfo.InvariantCulture));
        var silo = new LocalSiloProcess(Process.Start(start)!, siloPort, gatewayPort);
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (await silo._process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line != "ready") continue;

            _ = silo._process.StandardOutput.ReadToEndAsync();
            return silo;
        }

        await silo.DisposeAsync();
        throw new InvalidOperationException($"The silo at port {siloPort} ended before it was ready.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Has the silo leave in order.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
