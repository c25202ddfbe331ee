using System.Diagnostics;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Diagnostics;

internal sealed class TracedGrain([PersistentState("numbers")] IPersistentState<List<int>> numbers) : Grain, ITracedGrain
{
    public async Task<string?> Outer(long other)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<ITracedGrain>(other).Inner();
    }

    public Task<string?> Inner() => Task.FromResult(Activity.Current?.Id);

    public Task<string?> TraceParent() => Task.FromResult(RequestContext.Get("traceparent") as string);

    public Task Fail() => throw new InvalidOperationException("No.");

    public Task Store()
    {
        numbers.State.Add(1);
        return numbers.WriteStateAsync();
    }
}
