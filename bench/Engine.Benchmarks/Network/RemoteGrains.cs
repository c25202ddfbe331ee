namespace Engine.Benchmarks.Network;

public interface IRemoteGrain : IGrainWithIntegerKey
{
    Task<int> Add(int value);

    Task<int> Take([Immutable] byte[] bytes);

    /// <summary>The silo that has the grain.</summary>
    Task<string> Where();
}

public sealed class RemoteGrain : Grain, IRemoteGrain
{
    private int _sum;

    public Task<int> Add(int value) => Task.FromResult(1 + ((_sum += value) & 1));

    public Task<int> Take(byte[] bytes) => Task.FromResult(bytes.Length);

    public Task<string> Where() => Task.FromResult(RuntimeIdentity);
}

public interface IRemoteCallerGrain : IGrainWithIntegerKey
{
    /// <summary>Calls targets in turn, from somewhere in their list on, until the time is over.</summary>
    Task<long> CallFor([Immutable] long[] targets, int first, TimeSpan duration);

    /// <summary>The silo that has the grain.</summary>
    Task<string> Where();
}

public sealed class RemoteCallerGrain : Grain, IRemoteCallerGrain
{
    public Task<long> CallFor(long[] targets, int first, TimeSpan duration) =>
        Load.CallForAsync(GrainFactory, targets, first, duration);

    public Task<string> Where() => Task.FromResult(RuntimeIdentity);
}
