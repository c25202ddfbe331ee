using System.Diagnostics;
using System.Globalization;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>A silo of one of the two builds of the upgrade program, in a process of its own.</summary>
internal sealed class UpgradeSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private UpgradeSilo(Process process) => _process = process;

    public static async Task<UpgradeSilo> StartAsync(int build, int redisPort)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "exec", RepositoryLayout.Program($"tests/Upgrade/V{build}", "ShopActors.Upgrade") },
        };
        start.ArgumentList.Add(FreePort.Next().ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(FreePort.Next().ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add($"127.0.0.1:{redisPort}");
        var silo = new UpgradeSilo(Process.Start(start)!);
        Assert.Equal("ready", await silo.ReadAsync());
        return silo;
    }

    /// <summary>Has the silo do something with all ledgers, and gives what it says of it.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    /// <summary>Has the silo leave in order.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException("The silo ended.");
}
