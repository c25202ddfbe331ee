namespace Nola.LocalSilo;

internal sealed class ProcessGrain : Grain, IProcessGrain
{
    public Task<int> ProcessId() => Task.FromResult(Environment.ProcessId);

    public Task<int> ProcessIdOf(long other) => GrainFactory.GetGrain<IProcessGrain>(other).ProcessId();
}
