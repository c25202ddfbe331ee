namespace Nola.Runtime.Tests.TestingHost;

public sealed class ClosedGrain<T> : Grain, IClosedGrain<T>
{
    public Task<string> Name() => Task.FromResult(typeof(T).Name);
}

public sealed class ClosedForLongGrain : Grain, IClosedGrain<long>
{
    public Task<string> Name() => Task.FromResult("long alone");
}
