using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class WaitGrain(ILocalSiloDetails silo) : Grain, IWaitGrain
{
    private bool _isWaiting;
    private bool _wasCancelled;

    public Task<SiloAddress> GetSilo() => Task.FromResult(silo.SiloAddress);

    public Task<bool> WaitForCancellation(GrainCancellationToken token)
    {
        _isWaiting = true;
        var cancelled = new TaskCompletionSource<bool>();
        token.CancellationToken.Register(() => cancelled.TrySetResult(RuntimeContext.Current == GrainContext));
        return cancelled.Task;
    }

    public Task WaitThrough(long other, GrainCancellationToken token) =>
        GrainFactory.GetGrain<IWaitGrain>(other).WaitForCancellation(token);

    public async Task Wait(CancellationToken cancellationToken)
    {
        _isWaiting = true;
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _wasCancelled = true;
        }
    }

    public async Task ThrowWhenCancelled(GrainCancellationToken token)
    {
        token.CancellationToken.Register(static () => throw new InvalidOperationException("callback"));
        _isWaiting = true;
        await Task.Delay(Timeout.Infinite, token.CancellationToken);
    }

    public Task<bool> IsWaiting() => Task.FromResult(_isWaiting);

    public Task<bool> WasCancelled() => Task.FromResult(_wasCancelled);

    public Task WaitForEver() => new TaskCompletionSource().Task;
}
