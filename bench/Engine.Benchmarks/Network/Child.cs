using System.Diagnostics;

namespace Engine.Benchmarks.Network;

/// <summary>A process that this program started; it ends with its input, at the latest with this object.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>Starts this program in another role.</summary>
    public static Child StartSelf(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [typeof(Child).Assembly.Location]
            : [];
        return Start(program, [.. assembly, .. arguments]);
    }

    public static Child Start(string program, params string[] arguments) => new(Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);

    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(AnswerTimeout)
            ?? throw new InvalidOperationException($"Process {_process.Id} ended before it answered.");

    public async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await ReadLineAsync();
    }

    /// <summary>Reads on, so that a process that talks a lot is never blocked by its output.</summary>
    public void IgnoreOutput() => _ = _process.StandardOutput.ReadToEndAsync();

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(ExitTimeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
