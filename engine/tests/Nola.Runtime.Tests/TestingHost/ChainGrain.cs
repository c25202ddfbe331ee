using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

[MayInterleave(nameof(MayInterleave))]
public sealed class ChainGrain(ILocalSiloDetails silo) : Grain, IChainGrain
{
    private readonly TaskCompletionSource _gate = new();
    private readonly TaskCompletionSource _held = new();
    private Task<int> _begun = Task.FromResult(0);

    public static bool MayInterleave(Orleans.Serialization.Invocation.IInvokable request) =>
        request.GetMethodName() is nameof(IChainGrain.OpenGate) or nameof(IChainGrain.WhenHeld);

    public Task<SiloAddress> GetSilo() => Task.FromResult(silo.SiloAddress);

    public async Task<int> Through(long[] path) =>
        path.Length == 0 ? 0 : 1 + await GrainFactory.GetGrain<IChainGrain>(path[0]).Through(path[1..]);

    public async Task<int> ThroughOrGate(long[] path)
    {
        var call = GrainFactory.GetGrain<IChainGrain>(path[0]).Through(path[1..]);
        _held.TrySetResult();
        await Task.WhenAny(call, _gate.Task);
        return 0;
    }

    public Task OpenGate()
    {
        _gate.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task<int> CallTwice(long other, bool mayBlock)
    {
        var first = await GrainFactory.GetGrain<IChainGrain>(other).Through([]);
        var second = GrainFactory.GetGrain<IChainGrain>(other).Through([]);
        return first + (mayBlock ? second.GetAwaiter().GetResult() : await second);
    }

    public Task Hold()
    {
        _held.TrySetResult();
        return _gate.Task;
    }

    public Task WhenHeld() => _held.Task;

    public Task Begin(long[] path)
    {
        _begun = Through(path);
        return Task.CompletedTask;
    }

    public Task<int> End() => _begun;

    public async Task<int> Reenter(long[] path)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await Through(path);
    }
}
