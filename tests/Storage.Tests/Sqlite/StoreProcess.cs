using System.Diagnostics;
using System.Globalization;

namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>A second process with the store open (<see cref="Program"/>).</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;

    public StoreProcess(string verb, string directory, params (string Name, string Value)[] environment)
    {
        var assembly = typeof(StoreProcess).Assembly.Location;
        var dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : "dotnet";
        var info = new ProcessStartInfo(dotnet, ["exec", assembly, verb, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A process that ends itself must not leave a memory dump behind.
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment) info.Environment[name] = value;
        _process = Process.Start(info)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>How many numbered appends it has acknowledged.</summary>
    public long Acknowledged { get; private set; }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Reads acknowledgements until there are so many, or until the process ends.</summary>
    public async Task ReadAcknowledgementsAsync(long count = long.MaxValue)
    {
        while (Acknowledged < count && await ReadLineAsync() is { } line)
        {
            if (long.TryParse(line, CultureInfo.InvariantCulture, out var number)) Acknowledged = number + 1;
        }
    }

    public void Kill() => _process.Kill();

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
