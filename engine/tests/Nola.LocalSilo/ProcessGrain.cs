namespace Nola.LocalSilo;

internal sealed class ProcessGrain : Grain, IProcessGrain
{
    public Task<int> ProcessId() => Task.FromResult(Environment.ProcessId);

    public Task<int> ProcessIdOf(long other) => GrainFactory.GetGrain<IProcessGrain>(other).ProcessId();

    public Task Tell(IProcessObserver observer, string text) => observer.Told(Environment.ProcessId, text);
}
