namespace ShopActors.TestKit;

/// <summary>
/// A process that can be killed, stopped, paused and started again under the same name, ports and log.
/// </summary>
internal sealed class ServiceProcess(ChildProcessStart start, Func<CancellationToken, Task<bool>> isReady)
    : IAsyncDisposable
{
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(60);

    // A question that is never answered must not be taken for a process that is never ready.
    private static readonly TimeSpan _answerPatience = TimeSpan.FromSeconds(5);

    // Replaced by every start; killing and starting take turns.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ChildProcess? _process;
    private ChildProcessStart _start = start;

    public string Name => _start.Name;

    public bool IsRunning => _process is { HasExited: false };

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException($"{Name} was not started.");

    /// <summary>From the next start on it runs another build of its program, with the same settings.</summary>
    public void Use(string program) => _start = _start with
    {
        Arguments = [program],
        WorkingDirectory = Path.GetDirectoryName(program),
    };

    /// <summary>Starts without waiting; a process that is still there is left alone.</summary>
    public async Task LaunchAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsRunning) return;
            if (_process is not null) await _process.DisposeAsync().ConfigureAwait(false);
            _process = ChildProcess.Start(_start);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LaunchAsync(cancellationToken).ConfigureAwait(false);
        await WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_startPatience);
        var unanswered = 0;
        try
        {
            while (IsRunning)
            {
                switch (await AskAsync(patience.Token).ConfigureAwait(false))
                {
                    case true: return;
                    case null: unanswered++; break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{Name} was not ready in {_startPatience.TotalSeconds:N0} s, its log is {_start.LogPath}; "
                    + $"{unanswered} questions had no answer in {_answerPatience.TotalSeconds:N0} s; "
                    + ProcessThreads.Describe(ProcessId),
                late);
        }

        throw new InvalidOperationException($"{Name} ended at its start; its log is {_start.LogPath}");
    }

    // Null without an answer.
    private async Task<bool?> AskAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_answerPatience);
        try
        {
            return await isReady(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task KillAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (IsRunning) await _process!.KillAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>SIGTERM; false when it had to be killed after all.</summary>
    public async Task<bool> StopAsync(TimeSpan patience)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return _process is null || await _process.StopAsync(patience).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Pause() => _process?.Signal(Signals.Stop);

    public void Resume() => _process?.Signal(Signals.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}
