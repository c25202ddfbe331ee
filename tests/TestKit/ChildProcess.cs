using System.Diagnostics;

namespace ShopActors.TestKit;

/// <summary>
/// One process that this program started: its output goes to a log file, and it ends at the latest with its owner.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan _gracePeriod = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _logLock = new();
    private bool _isDisposed;

    private ChildProcess(string name, Process process, StreamWriter log)
    {
        Name = name;
        _process = process;
        _log = log;
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(ChildProcessStart start)
    {
        var info = new ProcessStartInfo(start.FileName)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = start.WorkingDirectory ?? Directory.GetCurrentDirectory(),
        };
        foreach (var argument in start.Arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        // Appended to, so that the log of a process that is killed and restarted stays in one file.
        var log = new StreamWriter(start.LogPath, append: true) { AutoFlush = true };
        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        var child = new ChildProcess(start.Name, process, log);
        process.OutputDataReceived += (_, line) => child.OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => child.OnLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts a process that ends by itself, and returns its exit code and its log.</summary>
    public static async Task<(int Code, string Said)> RunToItsEndAsync(ChildProcessStart start, TimeSpan patience)
    {
        var process = Start(start);
        int code;
        try
        {
            using var timeout = new CancellationTokenSource(patience);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            code = process.ExitCode;
        }
        finally
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        return (code, await File.ReadAllTextAsync(start.LogPath).ConfigureAwait(false));
    }

    /// <summary>Sends SIGKILL and returns when the process is gone: no shutdown code runs.</summary>
    public Task KillAsync()
    {
        Signal(Signals.Kill);
        return _process.WaitForExitAsync();
    }

    /// <summary>
    /// Sends SIGTERM and waits; a process that does not end in time is killed and reported as not graceful.
    /// </summary>
    public async Task<bool> StopAsync(TimeSpan? patience = null)
    {
        if (_process.HasExited) return true;

        Signal(Signals.Terminate);
        using var timeout = new CancellationTokenSource(patience ?? _gracePeriod);
        try
        {
            await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync().ConfigureAwait(false);
            return false;
        }
    }

    public void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, signal);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // A stopped process would not see SIGTERM before it is continued.
        Signal(Signals.Continue);
        await StopAsync().ConfigureAwait(false);
        _process.Dispose();
        lock (_logLock)
        {
            _isDisposed = true;
            _log.Dispose();
        }
    }

    private void OnLine(string? line)
    {
        if (line is null) return;

        lock (_logLock)
        {
            if (!_isDisposed)
            {
                _log.WriteLine(line);
            }
        }
    }
}
