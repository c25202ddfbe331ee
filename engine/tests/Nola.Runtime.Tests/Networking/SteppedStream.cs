namespace Nola.Runtime.Tests.Networking;

/// <summary>A stream whose writes pass one by one, when the test says so.</summary>
internal sealed class SteppedStream(Stream inner) : WriteHoldingStream(inner)
{
    private readonly SemaphoreSlim _steps = new(0);
    private readonly SemaphoreSlim _written = new(0);

    /// <summary>Lets one write pass and waits until it has.</summary>
    public async Task StepAsync()
    {
        _steps.Release();
        await _written.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Lets all further writes pass.</summary>
    public void RunFree() => _steps.Release(1_000_000);

    protected override Task HoldAsync(CancellationToken cancellationToken) => _steps.WaitAsync(cancellationToken);

    protected override void OnWritten() => _written.Release();
}
